import type { LogEvent } from '../../reports/event-format.ts';
import { toSend } from '../../reports/inbox/sync.ts';
import type { Report } from '../../reports/record-format.ts';
import type { Batch, ReportStore } from '../../reports/store/report-store.ts';

const KEY = 'inbox:sent';

/** Ids of own reports that the volunteer has sent to the inbox by a click. */
async function sentReports(store: ReportStore): Promise<ReadonlySet<string>> {
  const stored = await store.setting(KEY);
  return new Set(Array.isArray(stored) ? stored.filter((one) => typeof one === 'string') : []);
}

export async function rememberSent(store: ReportStore, ids: readonly string[]): Promise<void> {
  await store.saveSetting(KEY, [...new Set([...(await sentReports(store)), ...ids])]);
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
  if (!(await sentReports(store)).has(about.id)) return { reports: raw, events };
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
