import { z } from 'zod';
import { CATEGORIES, LEVELS } from '../core/verdict.ts';
import { canonicalUrl } from './canonical-url.ts';
import { dayBounds } from './china-day.ts';
import type { Cluster } from './clusters.ts';
import { searchForm, type DeskRow } from './desk-rows.ts';
import { SUBJECT_STATES } from './event-format.ts';
import { Moment, REPORT_KINDS, type Report } from './record-format.ts';
import { parseSubjectKey, subjectOfKey, subjectsOfUrl } from './subject-key.ts';

/** What the desk shows. Empty lists and absent members mean: any. */
export const DeskFilter = z.object({
  states: z.array(z.enum(SUBJECT_STATES)).optional(),
  sites: z.array(z.string()).optional(),
  categories: z.array(z.enum(CATEGORIES)).optional(),
  levels: z.array(z.enum(LEVELS)).optional(),
  kinds: z.array(z.enum(REPORT_KINDS)).optional(),
  subjects: z.enum(['item', 'account']).optional(),
  /** Captured at or after, and first seen before; moments in UTC. What people pick are days in China, see `china-day.ts`. */
  from: Moment.optional(),
  to: Moment.optional(),
  /** Aliases; one of them is enough, as in every list here. */
  reporters: z.array(z.string()).optional(),
  /** `wechat:zs8821xy`, as in `DeskRow.handles[].key`. */
  handles: z.array(z.string()).optional(),
  accounts: z.array(z.string()).optional(),
  tags: z.array(z.string()).optional(),
  /** Aliases; `''` for nobody's. */
  assignees: z.array(z.string()).optional(),
  /** Id of a cluster. */
  cluster: z.string().optional(),
  minPriority: z.number().min(0).max(100).optional(),
  /** Snoozed subjects and those of muted reporters are hidden unless asked for. */
  snoozed: z.boolean().optional(),
  /** Nothing but what is snoozed now. */
  onlySnoozed: z.boolean().optional(),
  /** Nothing but what waits for a second person. */
  awaitsSecond: z.boolean().optional(),
  /** Nothing but what changed after it was decided, or got the evidence that was asked for. */
  changed: z.boolean().optional(),
  muted: z.boolean().optional(),
  /** Words that must all occur; a pasted link, handle or id works too. */
  text: z.string().max(500).optional(),
});
export type DeskFilter = z.infer<typeof DeskFilter>;

/**
 * A filter as it may stand in an export: what stays with the team (its own words, who reported, who works on it) is told by name, not by value.
 */
export function publicFilter({ tags, assignees, reporters, text, ...rest }: DeskFilter): object {
  const inner = { tags, assignees, reporters, text };
  const notTold = Object.entries(inner).flatMap(([name, value]) => (value?.length ? [name] : []));
  return notTold.length === 0 ? rest : { ...rest, notTold };
}

/** Members that held one value until they could hold several. */
const ONCE_SINGLE = {
  reporter: 'reporters',
  handle: 'handles',
  account: 'accounts',
  tag: 'tags',
  assignee: 'assignees',
} as const;

/** How picked days were stored while they were counted in UTC. */
const UTC_DAY = {
  from: /^(\d{4}-\d\d-\d\d)T00:00:00\.000Z$/,
  to: /^(\d{4}-\d\d-\d\d)T23:59:59\.999Z$/,
} as const;

/** Brings a stored filter to the present form: one value becomes a list of one, a picked day the day in China. */
export function upgradeFilter(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null) return stored;
  const now: Record<string, unknown> = { ...stored };
  for (const [old, list] of Object.entries(ONCE_SINGLE)) {
    if (!(old in now)) continue;
    if (typeof now[old] === 'string' && !(list in now)) now[list] = [now[old]];
    delete now[old];
  }
  for (const [end, form] of Object.entries(UTC_DAY)) {
    const day = form.exec(String(now[end]))?.[1];
    const bounds = day === undefined ? null : dayBounds(day);
    if (bounds !== null) now[end] = bounds[end === 'from' ? 'start' : 'end'];
  }
  return now;
}

/** Makes one test of a filter. `now` decides what is still snoozed. */
export function compileFilter(
  filter: DeskFilter,
  now: string,
  clusterOf: (id: string) => Cluster | null,
  reportOf: (id: string) => Report | undefined,
): (row: DeskRow) => boolean {
  const tests: ((row: DeskRow) => boolean)[] = [];
  const among = <Value>(
    allowed: readonly Value[] | undefined,
    of: (row: DeskRow) => readonly (Value | null)[],
  ) => {
    if (!allowed || allowed.length === 0) return;
    const set = new Set<Value | null>(allowed);
    tests.push((row) => of(row).some((value) => set.has(value)));
  };
  among(filter.states, (row) => [row.state]);
  among(filter.sites, (row) => [row.site]);
  among(filter.categories, (row) => [row.category]);
  among(filter.levels, (row) => [row.level]);
  among(filter.kinds, (row) => row.kinds);
  among(filter.reporters, (row) => row.reports.map((id) => reportOf(id)?.reporter.alias ?? null));
  among(filter.handles, (row) => row.handles.map((one) => one.key));
  among(filter.accounts, (row) => [row.account]);
  among(filter.tags, (row) => row.tags);
  among(filter.assignees, (row) => [row.assignee ?? '']);
  const { subjects, from, to, minPriority } = filter;
  if (subjects) tests.push((row) => row.kind === subjects);
  if (from) tests.push((row) => row.lastCaptured >= from);
  if (to) tests.push((row) => row.firstSeen < to);
  if (minPriority !== undefined) tests.push((row) => row.priority.total >= minPriority);
  if (filter.onlySnoozed) tests.push((row) => row.snoozedUntil !== null && row.snoozedUntil > now);
  else if (!filter.snoozed) tests.push((row) => row.snoozedUntil === null || row.snoozedUntil <= now);
  if (filter.awaitsSecond) tests.push((row) => row.awaitsSecond);
  if (filter.changed) tests.push((row) => row.changed);
  if (!filter.muted) tests.push((row) => !row.muted);
  if (filter.cluster) {
    const members = new Set(clusterOf(filter.cluster)?.subjects ?? []);
    tests.push((row) => members.has(row.subject));
  }
  const words = searchWords(filter.text ?? '');
  if (words.length > 0)
    tests.push((row) => words.every((forms) => forms.some((form) => row.haystack.includes(form))));
  return (row) => tests.every((test) => test(row));
}

/**
 * What must occur, each in one of its forms: words apart by spaces; a link as its canonical form, and a link or a full key also as the
 * subject it makes, since the volunteer may have kept the address back; `douyin:7301…` as the bare id.
 */
function searchWords(text: string): string[][] {
  return text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => {
      const link = /^https?:\/\//i.test(word) ? canonicalUrl(word) : null;
      if (link !== null) return [searchForm(link.url), ...subjectsOfUrl(link)];
      if (parseSubjectKey(word) !== null) return [searchForm(word), subjectOfKey(word)];
      return [searchForm(word.replace(/^[a-z]{2,20}:(?=[\w-]{6,}$)/i, ''))];
    });
}
