import { z } from 'zod';
import { sha256Hex } from '../content-hash.ts';
import { readEvent, type LogEvent } from '../event-format.ts';
import { readReport } from '../read-report.ts';
import type { Report } from '../record-format.ts';
import type { RawReport } from '../store/report-store.ts';
import { couchRequest, type Answer, type RequestOptions } from './couch-request.ts';
import {
  bad,
  docName,
  TEAM_DOC,
  type DocError,
  type JsonRequest,
  type LoadedPictures,
  type Picture,
  type Pulled,
  type Take,
} from './inbox.ts';

const PICTURE_LIMIT = 20_000_000;

const Changes = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      deleted: z.boolean().optional(),
      doc: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
  last_seq: z.union([z.string(), z.number()]),
  pending: z.number().optional(),
});

/** One page of the change feed. */
export async function pull(
  json: JsonRequest,
  { since, limit, take }: { since: string; limit: number; take: Take },
): Promise<Answer<Pulled>> {
  const answer = await json(`/_changes?include_docs=true&limit=${limit}&since=${encodeURIComponent(since)}`, {
    method: 'GET',
  });
  if (!answer.ok) return answer;
  const parsed = Changes.safeParse(answer.value);
  if (!parsed.success) return bad('the answer to _changes is not one');
  const reports: Pulled['reports'][number][] = [];
  const events: LogEvent[] = [];
  const errors: DocError[] = [];
  for (const { id, deleted, doc } of parsed.data.results) {
    // What was deleted on the server stays here: a removal is a tombstone event, which everybody can see.
    if (deleted || !doc || id.startsWith('_design/') || id === TEAM_DOC) continue;
    const { record } = doc;
    if (id.startsWith('report:')) {
      if (take === 'events') continue;
      const read = readReport(record);
      if (!read.ok || id !== `report:${read.value.id}`) {
        errors.push({ id, message: read.ok ? 'stands under a wrong name' : read.message });
        continue;
      }
      reports.push({ report: read.value, raw: record as RawReport });
    } else if (id.startsWith('event:')) {
      const read = readEvent(record);
      if (read.ok && id === `event:${read.value.id}`) events.push(read.value);
      else errors.push({ id, message: read.ok ? 'stands under a wrong name' : read.message });
    } else errors.push({ id, message: 'not a report and not an event' });
  }
  const done =
    parsed.data.pending === undefined ? parsed.data.results.length < limit : parsed.data.pending === 0;
  return {
    ok: true,
    value: {
      reports,
      events,
      errors,
      since: String(parsed.data.last_seq),
      read: parsed.data.results.length,
      left: parsed.data.pending ?? null,
      done,
    },
  };
}

/** Loads the pictures of a report. A wrong or missing one is listed; only a broken connection stops the whole. */
export async function loadPictures(
  base: URL,
  options: RequestOptions,
  report: Pick<Report, 'id' | 'attachments'>,
): Promise<Answer<LoadedPictures>> {
  const pictures: Picture[] = [];
  const errors: DocError[] = [];
  const doc = docName({ kind: 'report', id: report.id });
  for (const { sha256, mime, size } of new Map(report.attachments.map((one) => [one.sha256, one])).values()) {
    const name = `picture ${sha256.slice(0, 12)}`;
    const answer = await couchRequest(
      base,
      `/${encodeURIComponent(doc)}/${sha256}`,
      { method: 'GET' },
      { ...options, limit: PICTURE_LIMIT },
    );
    if (answer.ok && answer.value.length === size && sha256Hex(answer.value) === sha256)
      pictures.push({ sha256, mime, bytes: answer.value });
    else if (answer.ok) errors.push({ id: doc, message: `${name} is not what the report says` });
    else if (answer.failure.error === 'not_found' || answer.failure.error === 'bad_answer')
      errors.push({ id: doc, message: `${name} is not there` });
    else return answer;
  }
  return { ok: true, value: { pictures, errors } };
}
