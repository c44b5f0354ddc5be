import type { ImportPreview, ImportSender } from '../../components/desk/import-preview.ts';
import type { LogEvent } from '../../reports/event-format.ts';
import type { Report } from '../../reports/record-format.ts';
import type { DeskService } from './desk-service.ts';

/** Lines of a preview that travel to the page. All of 100,000 would only make the page wait; the rest is taken as it is. */
const LISTED = 20_000;

type Summary = Pick<ImportPreview, 'reports' | 'events' | 'known' | 'senders' | 'listed'>;

/** Characters of one value that a line has room for. */
const ROOM = 120;

/** An event as far as a line shows it: of 10,000 ids and 4,000 characters nobody sees the rest. */
function brief(event: LogEvent): LogEvent {
  const short = Object.entries(event).map(([name, value]: [string, unknown]) => {
    if (typeof value === 'string') return [name, value.slice(0, ROOM).toWellFormed()];
    return [name, name === 'reports' || name === 'blocks' ? [] : value];
  });
  return Object.fromEntries(short) as LogEvent;
}

/**
 * What the preview of an import shows of its reports and events: how many, who sent them, and a line for each.
 *
 * @param known - ids that are here already
 * @param desk - what is here already
 */
export function importSummary(
  reports: readonly Report[],
  events: readonly LogEvent[],
  known: { readonly reports: ReadonlySet<string>; readonly events: ReadonlySet<string> },
  desk: Pick<DeskService, 'knows' | 'index'>,
): Summary {
  const senders = new Map<string, { -readonly [Key in keyof ImportSender]: ImportSender[Key] }>();
  const of = (alias: string) => {
    const found = senders.get(alias);
    if (found) return found;
    const fresh = { alias, reports: 0, decisions: 0, known: 0, stranger: !desk.knows(alias) };
    senders.set(alias, fresh);
    return fresh;
  };
  for (const report of reports) {
    const sender = of(report.reporter.alias);
    sender.reports += 1;
    if (known.reports.has(report.id)) sender.known += 1;
  }
  for (const event of events) {
    const sender = of(event.by);
    sender.decisions += 1;
    if (known.events.has(event.id)) sender.known += 1;
  }
  const texts = new Map(
    reports.flatMap((one) => [[one.id, one.text] as const, [one.subject, one.text] as const]),
  );
  const about = (event: LogEvent): string => {
    if (event.type === 'mute_reporter') return '';
    const index = desk.index();
    const key = event.type === 'withdraw' ? event.report : event.subject;
    return texts.get(key) || index.report(key)?.text || index.row(key)?.excerpt || key;
  };
  const listed: ImportPreview['listed'] = [
    ...reports.slice(0, LISTED).map((report) => ({
      id: report.id,
      by: report.reporter.alias,
      report: {
        site: report.site,
        author: report.author?.name ?? '',
        text: report.text.slice(0, ROOM).toWellFormed(),
      },
      known: known.reports.has(report.id),
    })),
    ...events.slice(0, LISTED).map((event) => ({
      id: event.id,
      by: event.by,
      event: brief(event),
      about: about(event).slice(0, ROOM).toWellFormed(),
      known: known.events.has(event.id),
    })),
  ];
  return {
    reports: reports.length,
    events: events.length,
    known: known.reports.size + known.events.size,
    senders: [...senders.values()].sort((a, b) => b.reports + b.decisions - a.reports - a.decisions),
    listed: listed.slice(0, LISTED),
  };
}
