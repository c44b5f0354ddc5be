import type { Category, Level } from '../core/verdict.ts';
import { EVENT_FORMAT, nameEvent, type DecisionState, type EventOf, type LogEvent } from './event-format.ts';
import type { SubjectView } from './fold-events.ts';
import type { ReportHead } from './fold-events.ts';

/** Who does it and when. The clock is the caller's: nothing here reads one. */
export interface Actor {
  readonly by: string;
  /** `new Date().toISOString()`. */
  readonly at: string;
}

export interface DecisionInput {
  readonly state: DecisionState;
  /** Short, public, never empty. */
  readonly reason: string;
  readonly publicNote?: string | null;
  /** Becomes an internal `note` event of its own, so that it can never leave with the decision. */
  readonly internalNote?: string | null;
  readonly rulesetVersion?: string | null;
  readonly category?: Category | null;
  readonly level?: Level | null;
}

type DecideRefusal = 'no_reason' | 'no_evidence' | 'tombstoned' | 'not_confirmed' | 'stale';
type Decided =
  | { readonly ok: true; readonly value: readonly LogEvent[] }
  | { readonly ok: false; readonly error: DecideRefusal; readonly message: string };

const no = (error: DecideRefusal, message: string): Decided => ({ ok: false, error, message });

/**
 * Makes the events of one decision, from what the moderator looks at. Refuses what the fold would not count: a
 * confirmation without evidence or against a tombstone, a publication of what is not confirmed.
 *
 * @param view - the subject as shown; the decision supersedes what is in force there, and answers its open appeals
 * @param reports - heads of the reports that stand on the subject
 * @param seen - `contentHash` that was on screen; when the newest content is another one by now, the answer is `stale`
 */
export function decide(
  view: SubjectView,
  reports: readonly ReportHead[],
  seen: string | null,
  input: DecisionInput,
  actor: Actor,
): Decided {
  if (input.reason.trim() === '') return no('no_reason', 'a decision needs a reason');
  if (seen !== view.evidence) return no('stale', 'the content has changed since it was shown');
  const listing = input.state === 'confirmed' || input.state === 'published';
  if (listing) {
    const proof = reports.some((one) => one.evidence && one.contentHash === seen);
    if (seen === null || !proof) return no('no_evidence', 'nothing can be confirmed without evidence');
    if (view.tombstones.some((one) => one.blocks.includes(seen))) {
      return no('tombstoned', 'this was removed; confirming it again needs new evidence');
    }
  }
  if (
    input.state === 'published' &&
    view.decision?.state !== 'confirmed' &&
    view.decision?.state !== 'published'
  ) {
    return no('not_confirmed', 'only what is confirmed can be published');
  }
  const decision = nameEvent<'decide'>({
    format: EVENT_FORMAT,
    type: 'decide',
    ...actor,
    subject: view.subject,
    state: input.state,
    reason: input.reason.trim(),
    publicNote: input.publicNote ?? null,
    evidence: seen,
    reports: reports
      .map((one) => one.id)
      .sort()
      .slice(0, 10_000),
    rulesetVersion: input.rulesetVersion ?? null,
    category: input.category ?? null,
    level: input.level ?? null,
    supersedes: inForce(view),
  });
  const note = input.internalNote?.trim();
  return {
    ok: true,
    value: note ? [decision, addNote(view.subject, note, 'internal', decision.id, actor)] : [decision],
  };
}

/** Ids that a new decision replaces: the one in force, its rivals, appeals it answers, tombstones it knows of. */
function inForce(view: SubjectView): string[] {
  return idsOf([view.decision, ...view.tombstones, ...view.rivals, ...view.openAppeals]);
}

/** As many ids as an event can name, the first ones; what is left (appeals, most likely) the next event can name. */
function idsOf(events: readonly (LogEvent | null)[]): string[] {
  const ids = new Set(events.flatMap((one) => (one ? [one.id] : [])));
  return [...ids].slice(0, 500).sort();
}

const base = (actor: Actor) => ({ format: EVENT_FORMAT as typeof EVENT_FORMAT, by: actor.by, at: actor.at });

/** Takes events back. Give it the ids of what a click made. */
export function undo(
  subject: string,
  ids: readonly string[],
  reason: string | null,
  actor: Actor,
): EventOf<'undo'> {
  return nameEvent<'undo'>({ ...base(actor), type: 'undo', subject, supersedes: [...ids].sort(), reason });
}

/** Removal that sticks: what stands is taken off, and its evidence cannot list the subject again. */
export function tombstone(
  view: SubjectView,
  evidence: readonly string[],
  reason: string,
  actor: Actor,
): EventOf<'tombstone'> {
  if (evidence.length === 0) throw new Error('tombstone: names no evidence to block');
  return nameEvent<'tombstone'>({
    ...base(actor),
    type: 'tombstone',
    subject: view.subject,
    reason,
    blocks: [...new Set(evidence)].slice(0, 1_000).sort(),
    supersedes: idsOf([view.decision, ...view.rivals, ...view.openAppeals]),
  });
}

export function addNote(
  subject: string,
  text: string,
  visibility: 'internal' | 'public',
  about: string | null,
  actor: Actor,
): EventOf<'note'> {
  return nameEvent<'note'>({
    ...base(actor),
    type: 'note',
    subject,
    visibility,
    text,
    about,
    supersedes: [],
  });
}

/** A tag that was cut to its length can end in half an emoji, which no desk takes. */
const wholeSigns = (tag: string) => tag.replaceAll(/\p{Surrogate}/gu, '');

export function changeTags(
  subject: string,
  add: readonly string[],
  remove: readonly string[],
  actor: Actor,
): EventOf<'tag'> {
  return nameEvent<'tag'>({
    ...base(actor),
    type: 'tag',
    subject,
    add: add.map(wholeSigns).sort(),
    remove: remove.map(wholeSigns).sort(),
    supersedes: [],
  });
}

export function snooze(subject: string, until: string | null, actor: Actor): EventOf<'snooze'> {
  return nameEvent<'snooze'>({ ...base(actor), type: 'snooze', subject, until, supersedes: [] });
}

export function assign(subject: string, to: string | null, actor: Actor): EventOf<'assign'> {
  return nameEvent<'assign'>({ ...base(actor), type: 'assign', subject, to, supersedes: [] });
}

export function approve(subject: string, decision: string, actor: Actor): EventOf<'approve'> {
  return nameEvent<'approve'>({ ...base(actor), type: 'approve', subject, decision, supersedes: [] });
}

export function appeal(
  subject: string,
  decision: string | null,
  text: string,
  actor: Actor,
): EventOf<'appeal'> {
  return nameEvent<'appeal'>({ ...base(actor), type: 'appeal', subject, decision, text, supersedes: [] });
}

export function withdrawReport(report: string, reason: string | null, actor: Actor): EventOf<'withdraw'> {
  return nameEvent<'withdraw'>({ ...base(actor), type: 'withdraw', report, reason, supersedes: [] });
}

export function muteReporter(
  reporter: string,
  muted: boolean,
  reason: string,
  actor: Actor,
): EventOf<'mute_reporter'> {
  return nameEvent<'mute_reporter'>({
    ...base(actor),
    type: 'mute_reporter',
    reporter,
    muted,
    reason,
    supersedes: [],
  });
}

export function recordOutcome(
  subject: string,
  channel: string,
  result: EventOf<'outcome'>['result'],
  text: string | null,
  actor: Actor,
): EventOf<'outcome'> {
  return nameEvent<'outcome'>({
    ...base(actor),
    type: 'outcome',
    subject,
    channel,
    result,
    text,
    supersedes: [],
  });
}
