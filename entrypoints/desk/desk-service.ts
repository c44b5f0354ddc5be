import type {
  DeskOutcome,
  DeskOverview,
  DeskTarget,
  ListedRow,
  LogPage,
  QueryResult,
} from '../../components/desk/desk-api.ts';
import type { ClusterKind } from '../../reports/clusters.ts';
import type { Actor } from '../../reports/decide.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import { createDeskIndex, type DeskIndex, type DeskSort } from '../../reports/desk-index.ts';
import { isPublicEvent, readEvent, type LogEvent } from '../../reports/event-format.ts';
import { toHold } from '../../reports/inbox/sync.ts';
import { createLedger } from '../../reports/ledger.ts';
import type { Report } from '../../reports/record-format.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { createDeskActions } from './desk-actions.ts';
import { byTime, listed, subjectDetail } from './desk-detail.ts';
import { deskOverview, deskStats } from './desk-figures.ts';
import { createRightOfWay } from './right-of-way.ts';

/** Decisions read from the store in one go while opening. */
const PAGE = 2000;
/**
 * Reports read in one go behind the moderator's back: what is asked meanwhile waits for one such page. Fewer would cost more: up to 500 new
 * reports the index looks for the rows that they change, one by one.
 */
const REST_PAGE = 1000;
/** Reports read before the desk is shown. */
const FIRST_PAGE = 500;
/** Subjects of one action up to which their reports are asked for one by one; for more, reading all is as fast. */
const AHEAD = 200;

/** Ids of what one desk wrote, told to those that are open in other tabs. */
export interface Written {
  readonly reports: readonly string[];
  readonly events: readonly string[];
}

/** Who sits at this desk, and how their team decides. */
interface DeskSetup {
  /** Name under which decisions are written. */
  readonly alias: string;
  /** Publication needs a second person's approval. */
  readonly secondPerson: boolean;
  /** The engine's folding, so that clusters see through disguises; left out where there is no ruleset. */
  readonly fold?: ((text: string) => string) | undefined;
}

/**
 * The data side of the desk: reads the store once, keeps everything folded and searchable in memory, writes events and follows them.
 * Runs in a worker, so that 100,000 reports never hold up a key press.
 *
 * @param tell - told what was written here, so that the desks in other tabs can `reread` it
 */
export function createDeskService(
  store: ReportStore,
  setup: () => Promise<DeskSetup>,
  clock: () => Date = () => new Date(),
  tell: (written: Written) => void = () => undefined,
) {
  let index: DeskIndex = createDeskIndex();
  let log: LogEvent[] = [];
  let logSorted = true;
  let current: { version: number; subjects: readonly string[] } = { version: 0, subjects: [] };
  let rest: Promise<void> = Promise.resolve();
  let reading = false;
  const way = createRightOfWay();
  const listeners = new Set<(read: number, all: number) => void>();
  /** With a team inbox, decisions are put into the outbox and held there until somebody presses send. */
  let inbox = false;
  let me: DeskSetup = { alias: '', secondPerson: true };
  const now = () => clock().toISOString();
  const actor = (): Actor => ({ by: me.alias, at: now() });

  const logged = new Set<string>();
  const byReporter = new Map<string, Report[]>();
  const authors = new Set<string>();
  const take = (reports: readonly Report[], events: readonly LogEvent[]) => {
    for (const event of events) {
      if (logged.has(event.id)) continue;
      logged.add(event.id);
      log.push(event);
      authors.add(event.by);
      logSorted = false;
    }
    for (const report of reports) {
      if (index.report(report.id)) continue;
      const list = byReporter.get(report.reporter.alias);
      if (list) list.push(report);
      else byReporter.set(report.reporter.alias, [report]);
    }
    index.add(reports, events);
  };

  /**
   * Reads decisions and the first reports, then answers; the rest is read behind, see `complete`. The queue can be looked at within a
   * moment, however much there is.
   */
  async function open(): Promise<DeskOverview> {
    me = await setup();
    index = createDeskIndex({
      ledger: createLedger({ secondPerson: me.secondPerson, evidenceAtHand: true }),
      ...(me.fold ? { fold: me.fold } : {}),
    });
    log = [];
    logged.clear();
    byReporter.clear();
    authors.clear();
    await readEvents(index);
    const first = await store.reportPage(null, FIRST_PAGE);
    take(first.rows, []);
    way.asked();
    rest = readOn(first.next, index);
    return overview();
  }

  /** Takes in all events, unless the desk is opened anew meanwhile. */
  async function readEvents(into: DeskIndex): Promise<void> {
    for (let after: string | null = null; ;) {
      const page = await store.eventPage(after, PAGE);
      if (into !== index) return;
      take([], page.rows);
      if (page.next === null) return;
      after = page.next;
    }
  }

  /** Takes what this desk has just written, and tells the others. */
  function taken(reports: readonly Report[], events: readonly LogEvent[]): void {
    take(reports, events);
    tell({ reports: reports.map((one) => one.id), events: events.map((one) => one.id) });
  }

  /** Takes in what a desk in another tab has written. */
  async function reread(written: Written): Promise<void> {
    const into = index;
    for (let at = 0; at < Math.max(written.reports.length, written.events.length); at += REST_PAGE) {
      const part = (ids: readonly string[]) => ids.slice(at, at + REST_PAGE);
      const reports = await store.reports(part(written.reports));
      const events = await Promise.all(part(written.events).map((id) => store.event(id)));
      if (into !== index) return;
      take(
        reports.filter((one) => one !== null),
        events.filter((one) => one !== null),
      );
      await way.free();
    }
  }

  /** Takes in what any page has written on these subjects since they were read: nothing is decided or handed on beside it. */
  async function catchUp(subjects: readonly string[]): Promise<void> {
    const into = index;
    if (subjects.length > AHEAD) return readEvents(into);
    for (const subject of subjects) {
      const [reports, events] = await Promise.all([
        store.reportsOnSubject(subject),
        store.eventsOnSubject(subject),
      ]);
      if (into !== index) return;
      take(reports, events);
    }
  }

  /**
   * Brings in all that is known of a target, ahead of the rest. Events are in since `open`; so what is then shown of these subjects, and
   * decided on them, rests on all the evidence, while other reports are still being read.
   */
  async function gather(target: DeskTarget): Promise<void> {
    if (!reading) return;
    if (!('subjects' in target) || target.subjects.length > AHEAD) return rest;
    const into = index;
    await way.first(async () => {
      for (const subject of target.subjects) {
        const reports = await store.reportsOnSubject(subject);
        if (into !== index) return;
        take(reports, []);
      }
    });
  }

  async function readOn(from: string | null, into: DeskIndex): Promise<void> {
    reading = from !== null;
    const read = (after: string | null) => (after === null ? null : store.reportPage(after, REST_PAGE));
    // The queue and its first subject are asked for next; counting alone keeps the database busy for half a second.
    await way.free();
    const all = reading && into === index ? await store.countReports() : 0;
    for (let coming = read(from); coming !== null && into === index;) {
      const page = await coming;
      await way.free();
      if (into !== index) break;
      // Asked for before this one is worked on: the database reads while we index.
      coming = read(page.next);
      coming?.catch(() => {}); // Told when its turn comes.
      take(page.rows, []);
      for (const tell of listeners) tell(index.ledger.size.reports, all);
    }
    if (into !== index) return;
    reading = false;
    // Groups are made when first asked for; asked here, so that the first subject a moderator opens does not wait for them.
    for (const kind of ['text', 'burst', 'handle', 'account'] as const) into.clusters.list(kind);
  }

  /** Resolves when every report is in. Whatever counts or groups waits for it; a decision needs no more than `gather` brings. */
  async function complete(
    onProgress: (read: number, all: number) => void = () => undefined,
  ): Promise<DeskOverview> {
    listeners.add(onProgress);
    await rest;
    listeners.delete(onProgress);
    return overview();
  }

  const overview = (): DeskOverview => deskOverview(index, me.alias, now());

  const rowsOf = (subjects: readonly string[]): ListedRow[] =>
    subjects.flatMap((subject) => index.row(subject) ?? []).map(listed);

  function query(filter: DeskFilter, sort: DeskSort): QueryResult {
    way.asked();
    current = { version: current.version + 1, subjects: index.query(filter, sort, now()) };
    return {
      total: current.subjects.length,
      version: current.version,
      rows: rowsOf(current.subjects.slice(0, 60)),
    };
  }

  async function write(events: readonly LogEvent[]): Promise<DeskOutcome> {
    const refused = (error: string, message: string): DeskOutcome => ({
      ...{ ok: false, failure: { error, message } },
      ...{ changed: 0, refused: [], batch: [] },
    });
    // Read as every receiver will: a removal that the other desks refuse would hold on this one alone.
    for (const event of events) {
      const read = readEvent(event);
      if (!read.ok) return refused('event', read.message);
    }
    const outbox = inbox ? events.filter(isPublicEvent).map((one) => toHold('event', one.id)) : [];
    const done = await way.first(() => store.commit({ events, outbox }));
    if (!done.ok) return refused(done.error, done.message);
    taken([], events);
    return { ok: true, failure: null, changed: events.length, refused: [], batch: [] };
  }

  return {
    open,
    gather,
    complete,
    overview,
    query,
    rows: (version: number, from: number, to: number) =>
      version === current.version ? rowsOf(current.subjects.slice(from, to)) : [],
    indexOf: (subject: string) => current.subjects.indexOf(subject),
    detail: (subject: string) => subjectDetail(index, subject, (alias) => byReporter.get(alias) ?? []),
    clusters: (kind: ClusterKind, least: number) =>
      // Several reports of one item are no cluster: there is nothing to settle together.
      index.clusters
        .list(kind, least)
        .filter((one) => one.subjects.length > 1)
        .slice(0, 500),
    rowsOf,
    clusterSubjects: (id: string) => index.clusters.cluster(id)?.subjects ?? [],
    ...createDeskActions({
      index: () => index,
      actor,
      write,
      catchUp: (subjects) => way.first(() => catchUp(subjects)),
    }),
    stats: (days: number) => deskStats(index, days, now()),
    log(from: number, to: number): LogPage {
      if (!logSorted) log.sort((a, b) => byTime(b, a));
      logSorted = true;
      const events = log.slice(from, to);
      const subjects = events.flatMap((one) => ('subject' in one ? one.subject : []));
      const excerpts = new Map(
        [...new Set(subjects)].map((subject) => [subject, index.row(subject)?.excerpt.slice(0, 60) ?? '']),
      );
      return { events, excerpts, total: log.length };
    },
    async picture(sha256: string): Promise<Blob | null> {
      const found = await store.attachment(sha256);
      return found && /^image\/(png|jpeg|webp)$/.test(found.mime)
        ? new Blob([found.bytes as BlobPart], { type: found.mime })
        : null;
    },
    /** True when reports or events of this alias are here. */
    knows: (alias: string) => byReporter.has(alias) || authors.has(alias),
    useInbox(on: boolean) {
      inbox = on;
    },
    taken,
    reread,
    catchUp,
    index: () => index,
  };
}

export type DeskService = ReturnType<typeof createDeskService>;
