import type { EventOf, LogEvent } from '../../reports/event-format.ts';
import { toSend } from '../../reports/inbox/sync.ts';
import type { Report } from '../../reports/record-format.ts';
import type { Batch, ReportStore } from '../../reports/store/report-store.ts';
import { NOTE_EDITED, withNote } from './my-report-list.ts';

/** Ids of own reports that the volunteer has sent to the inbox by a click. */
const SENT = 'inbox:sent';
/** Ids of those that were in a file saved for moderators. */
const FILED = 'file:saved';

async function idsUnder(store: ReportStore, key: string): Promise<ReadonlySet<string>> {
  const stored = await store.setting(key);
  return new Set(Array.isArray(stored) ? stored.filter((one) => typeof one === 'string') : []);
}

async function remember(store: ReportStore, key: string, ids: readonly string[]): Promise<void> {
  await store.saveSetting(key, [...new Set([...(await idsUnder(store, key)), ...ids])]);
}

export const rememberSent = (store: ReportStore, ids: readonly string[]) => remember(store, SENT, ids);
export const rememberFiled = (store: ReportStore, ids: readonly string[]) => remember(store, FILED, ids);

/**
 * What takes back the earlier versions of these reports, so that a desk that has one sees these in its place. Only of versions that have
 * left, by file or inbox: of any other even the number must stay here, since all but its note is known and the note could be guessed.
 */
export async function replacedVersions(
  store: ReportStore,
  reports: readonly Report[],
): Promise<EventOf<'withdraw'>[]> {
  const left = new Set([...(await idsUnder(store, SENT)), ...(await idsUnder(store, FILED))]);
  const found: EventOf<'withdraw'>[] = [];
  for (const report of reports) {
    for (const event of await store.eventsOnSubject(report.subject)) {
      if (event.type !== 'withdraw' || event.reason !== NOTE_EDITED || !left.has(event.report)) continue;
      const earlier = await store.report(event.report);
      const isVersion = earlier !== null && withNote(earlier, report.note ?? '').id === report.id;
      if (isVersion && event.by === report.reporter.alias) found.push(event);
    }
  }
  return found;
}

/**
 * What follows a report that has left already: its withdrawal, objection or new version goes the same way, or the team would keep
 * working on what is no longer meant. What never left stays here.
 */
export async function followUp(
  store: ReportStore,
  about: Report,
  batch: { reports?: readonly Report[]; events?: readonly LogEvent[] },
): Promise<Batch> {
  const { reports = [], events = [] } = batch;
  const raw = reports.map((one) => ({ ...one }));
  if (!(await idsUnder(store, SENT)).has(about.id)) return { reports: raw, events };
  await rememberSent(
    store,
    reports.map((one) => one.id),
  );
  return {
    reports: raw,
    events,
    outbox: [
      ...reports.map((one) => toSend('report', one.id)),
      ...events.map((one) => toSend('event', one.id)),
    ],
  };
}
