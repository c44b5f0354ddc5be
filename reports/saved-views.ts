import { z } from 'zod';
import { DeskFilter, upgradeFilter } from './desk-filter.ts';
import { DESK_SORTS } from './desk-index.ts';

/** A filter with a name. Names of built-in ones are text keys of the desk; own ones are shown as written. */
export const SavedView = z.object({
  id: z.string().min(1).max(60),
  name: z.string().min(1).max(60),
  builtIn: z.boolean(),
  filter: DeskFilter,
  sort: z.enum(DESK_SORTS),
});
export type SavedView = z.infer<typeof SavedView>;

const view = <Id extends string>(
  id: Id,
  filter: DeskFilter,
  sort: SavedView['sort'] = 'priority',
): SavedView & { readonly id: Id } => ({
  id,
  name: id,
  builtIn: true,
  filter,
  sort,
});

/** The queues, in the order of work, and a few views that most teams want. */
export const BUILT_IN_VIEWS = [
  view('new', { states: ['new'] }),
  view('in_review', { states: ['in_review'] }, 'longest_waiting'),
  view('needs_evidence', { states: ['needs_evidence'] }, 'longest_waiting'),
  view('escalated', { states: ['escalated'] }, 'longest_waiting'),
  view('appealed', { states: ['appealed'] }, 'longest_waiting'),
  view('confirmed', { states: ['confirmed'] }, 'newest'),
  view('published', { states: ['published'] }, 'newest'),
  view('rejected', { states: ['rejected'] }, 'newest'),
  view('withdrawn', { states: ['withdrawn'] }, 'newest'),
  view('second', { awaitsSecond: true }, 'longest_waiting'),
  view('changed', { changed: true }, 'longest_waiting'),
  view('snoozed', { onlySnoozed: true }, 'longest_waiting'),
  view('urgent', { states: ['new', 'in_review'], minPriority: 60 }),
  view('false_alarms', { states: ['new', 'in_review'], kinds: ['false_alarm'] }, 'longest_waiting'),
  view('accounts', { subjects: 'account', states: ['new', 'in_review', 'escalated'] }),
] as const;

/** What one moderator has taken on and not finished. */
export const viewOfMine = (alias: string) =>
  view('mine', {
    assignees: [alias],
    states: ['new', 'in_review', 'needs_evidence', 'escalated', 'appealed'],
  });

/** Reads stored views one by one; a broken or too-new one is left out, never the whole list. */
export function readSavedViews(stored: unknown): SavedView[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one) => {
    const parsed = SavedView.safeParse(upgraded(one));
    return parsed.success ? [{ ...parsed.data, builtIn: false }] : [];
  });
}

const upgraded = (stored: unknown): unknown =>
  typeof stored === 'object' && stored !== null && 'filter' in stored
    ? { ...stored, filter: upgradeFilter(stored.filter) }
    : stored;
