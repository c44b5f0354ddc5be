import type { ImportPreview, ImportSender } from '../../components/desk/import-preview.ts';
import type { LogEvent } from '../../reports/event-format.ts';
import type { Report } from '../../reports/record-format.ts';
import type { DeskService } from './desk-service.ts';

/** Lines of a preview that travel to the page. All of 100,000 would only make the page wait; the rest is taken as it is. */
const LISTED = 20_000;

type Summary = Pick<ImportPreview, 'reports' | 'events' | 'known' | 'senders' | 'listed'>;

/**
 * What the preview of an import shows of its reports and events: how many, who sent them, and a line for each.
 *
 * @param known - ids that are here already
 * @param knows - whether anything of an alias is here already
 */
export function importSummary(
  reports: readonly Report[],
  events: readonly LogEvent[],
  known: { readonly reports: ReadonlySet<string>; readonly events: ReadonlySet<string> },
  knows: DeskService['knows'],
): Summary {
  const senders = new Map<string, { -readonly [Key in keyof ImportSender]: ImportSender[Key] }>();
  const of = (alias: string) => {
    const found = senders.get(alias);
    if (found) return found;
    const fresh = { alias, reports: 0, decisions: 0, known: 0, stranger: !knows(alias) };
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
  const listed: ImportPreview['listed'] = [
    ...reports.slice(0, LISTED).map((report) => ({
      id: report.id,
      kind: 'report' as const,
      by: report.reporter.alias,
      label: `${report.site} · ${report.author?.name ?? ''} · ${report.text.slice(0, 80)}`,
      known: known.reports.has(report.id),
    })),
    ...events.slice(0, LISTED).map((event) => ({
      id: event.id,
      kind: 'event' as const,
      by: event.by,
      label: `${event.type} · ${event.by} · ${'reason' in event ? (event.reason ?? '') : ''}`.slice(0, 120),
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
