import { LEVELS, type Category, type Level } from '../core/verdict.ts';
import { isListed, isUntold, type DecidedAs } from './decided-as.ts';
import type { SubjectState } from './event-format.ts';
import type { SubjectView } from './fold-events.ts';
import type { Handle, Report, ReportKind } from './record-format.ts';
import { normalHandle } from './redact.ts';
import { accountKey, parseSubjectKey } from './subject-key.ts';

/** One line of the desk: a subject with its reports and its state. */
export interface DeskRow {
  readonly subject: string;
  readonly kind: 'item' | 'account';
  readonly site: string;
  readonly state: SubjectState;
  readonly since: string;
  /** Ids of the reports that stand, oldest first. */
  readonly reports: readonly string[];
  /** Distinct reporters, muted ones not counted. People count, not clicks. */
  readonly people: number;
  /** Only muted reporters speak for it. */
  readonly muted: boolean;
  readonly kinds: readonly ReportKind[];
  /** What a decision made now would confirm or reject. */
  readonly claim: DecidedAs;
  /** A confirmed lure, uncontested: stands on lists. */
  readonly isListed: boolean;
  /** Confirmed, but the reports at hand do not tell of what: stands on no list. */
  readonly isUntold: boolean;
  readonly category: Category | null;
  /** Highest level the engine gave. */
  readonly level: Level | null;
  readonly account: string | null;
  readonly accountName: string | null;
  readonly handles: readonly {
    readonly kind: Handle['kind'];
    readonly value: string;
    readonly key: string;
  }[];
  readonly firstSeen: string;
  readonly lastCaptured: string;
  readonly tags: readonly string[];
  readonly assignee: string | null;
  readonly snoozedUntil: string | null;
  /** Published by one person; counts once another has agreed. */
  readonly awaitsSecond: boolean;
  /** To be looked at again: the content changed after the decision, or evidence that was asked for has come. */
  readonly changed: boolean;
  /** Start of the newest text, for the list. */
  readonly excerpt: string;
  /** What full-text search looks through: lower case, plain digits. */
  readonly haystack: string;
  readonly priority: Priority;
}

/** Where a subject stands in the queue, 0..100, with its parts so that a moderator sees why. */
interface Priority {
  readonly total: number;
  readonly parts: Readonly<Record<PriorityPart, number>>;
}
export type PriorityPart = 'level' | 'people' | 'spread' | 'payment' | 'appeal';

/** Largest value of each part; they add up to 100, so that the top can be reached. */
export const PRIORITY_WEIGHTS: Readonly<Record<PriorityPart, number>> = {
  level: 35,
  people: 25,
  spread: 20,
  payment: 10,
  appeal: 10,
};

const LEVEL_SHARE: Readonly<Record<Level, number>> = { none: 0, topic: 0.1, caution: 0.6, danger: 1 };

/** Reports set priority, people decide. Ten people, or a template on fifty subjects, fill their parts. */
export function priorityOf(of: {
  level: Level | null;
  people: number;
  spread: number;
  asksPayment: boolean;
  appealed: boolean;
}): Priority {
  const weight = PRIORITY_WEIGHTS;
  const share = (value: number, full: number) => Math.min(1, Math.log1p(value) / Math.log1p(full));
  const parts = {
    level: Math.round(weight.level * (of.level === null ? 0 : LEVEL_SHARE[of.level])),
    people: Math.round(weight.people * share(of.people, 10)),
    spread: Math.round(weight.spread * share(Math.max(0, of.spread - 1), 49)),
    payment: of.asksPayment ? weight.payment : 0,
    appeal: of.appealed ? weight.appeal : 0,
  };
  return { total: Object.values(parts).reduce((sum, part) => sum + part, 0), parts };
}

/** Lower case, full width and written-out digits made plain: what both query and text are compared in. */
export function searchForm(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * Makes the row of a subject.
 *
 * @param reports - reports that stand on it, oldest first; at least one
 * @param spread - subjects that carry the same template, this one included
 */
export function deskRow(
  view: SubjectView,
  reports: readonly Report[],
  muted: ReadonlySet<string>,
  spread: number,
): DeskRow {
  const newest = reports.findLast((one) => one.contentHash === view.evidence) ?? reports.at(-1)!;
  const reporters = new Set(reports.map((one) => one.reporter.alias));
  const people = [...reporters].filter((alias) => !muted.has(alias)).length;
  const handles = new Map<string, DeskRow['handles'][number]>();
  for (const { kind, value, whose, state } of reports.flatMap((one) => one.handles)) {
    if (whose !== 'advertiser' || state !== 'kept' || value === '') continue;
    const key = `${kind}:${normalHandle(kind, value)}`;
    if (!handles.has(key)) handles.set(key, { kind, value, key });
  }
  const levels = reports.flatMap((one) => (one.engine ? [LEVELS.indexOf(one.engine.level)] : []));
  const level = levels.length === 0 ? null : LEVELS[Math.max(...levels)]!;
  const { author } = newest;
  const account = author === null ? null : accountKey(newest.site, author.id, author.name);
  const heard = reports.findLast((one) => !muted.has(one.reporter.alias));
  return {
    subject: view.subject,
    kind: parseSubjectKey(view.subject)?.kind ?? 'item',
    site: newest.site,
    state: view.state,
    since: view.since,
    reports: reports.map((one) => one.id),
    people,
    muted: people === 0,
    kinds: [...new Set(reports.map((one) => one.kind))],
    claim: view.claim,
    isListed: isListed(view),
    isUntold: isUntold(view),
    category: view.decision?.category ?? mostSaid(reports),
    level,
    account,
    accountName: author?.name ?? null,
    handles: [...handles.values()],
    firstSeen: reports.reduce(
      (first, one) => (one.firstSeen < first ? one.firstSeen : first),
      newest.firstSeen,
    ),
    lastCaptured: newest.capturedAt,
    awaitsSecond: view.awaitsSecondPerson,
    changed:
      view.changed ||
      (view.state === 'needs_evidence' &&
        view.decision !== null &&
        heard !== undefined &&
        heard.capturedAt > view.decision.at),
    tags: view.tags,
    assignee: view.assignee,
    snoozedUntil: view.snoozedUntil,
    excerpt: newest.text.slice(0, 160),
    haystack: haystackOf(view, reports, [...handles.keys(), ...(account === null ? [] : [account])]),
    priority: priorityOf({
      level,
      people,
      spread,
      asksPayment: reports.some((one) => one.fee !== null && one.fee !== ''),
      appealed: view.state === 'appealed',
    }),
  };
}

/** A reporter's confirmed category counts double against a guessed one. */
function mostSaid(reports: readonly Report[]): Category | null {
  const votes = new Map<Category, number>();
  for (const { category } of reports) {
    const said = category.confirmed ?? category.guessed;
    if (said !== null) votes.set(said, (votes.get(said) ?? 0) + (category.confirmed === null ? 1 : 2));
  }
  return [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}

/** Texts that differ only. One line break between them keeps a query from matching across two. */
function haystackOf(view: SubjectView, reports: readonly Report[], keys: readonly string[]): string {
  const parts = new Set<string>([view.subject, ...keys, ...view.tags]);
  for (const one of reports) {
    for (const part of [
      one.text,
      one.page.title,
      one.parentText,
      one.note,
      one.author?.name,
      one.author?.id,
      one.fee,
      one.permalink?.url,
      one.page.url,
      one.position.commentId,
      one.id,
    ]) {
      if (part) parts.add(part);
    }
  }
  return searchForm([...parts].join('\n'));
}
