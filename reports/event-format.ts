import { z } from 'zod';
import { Category, Level } from '../core/verdict.ts';
import { contentId } from './content-hash.ts';
import { describeIssues } from './read-report.ts';
import { Alias, Moment, Sha256, SubjectKey } from './record-format.ts';

export const EVENT_FORMAT = 1;

/** States that a moderator can set. `new`, `withdrawn` and `appealed` follow from other events as well. */
export const DECISION_STATES = [
  'in_review',
  'needs_evidence',
  'escalated',
  'confirmed',
  'rejected',
  'withdrawn',
  'published',
] as const;
export type DecisionState = (typeof DECISION_STATES)[number];

/** States of a subject, in the order of the desk's queues. */
export const SUBJECT_STATES = [
  'new',
  'in_review',
  'needs_evidence',
  'escalated',
  'confirmed',
  'published',
  'rejected',
  'withdrawn',
  'appealed',
] as const;
export type SubjectState = (typeof SUBJECT_STATES)[number];

const words = (limit: number) =>
  z
    .string()
    .max(limit)
    .refine((text) => text.isWellFormed(), 'holds half a character');

const common = {
  format: z.literal(EVENT_FORMAT),
  /** Who did it: a moderator's alias, or a reporter's for `withdraw` and `appeal`. */
  by: Alias,
  at: Moment,
  /** Ids of events this one replaces (decide) or takes back (undo). Cause goes before clock when both are known. */
  supersedes: z.array(Sha256).max(500),
};
const onSubject = { ...common, subject: SubjectKey };

/** The verdict on a subject, bound to the evidence seen. `reason` and `publicNote` go back to reporters. */
const Decide = z.strictObject({
  ...onSubject,
  type: z.literal('decide'),
  state: z.enum(DECISION_STATES),
  /** Short reason, shown to reporters. Never empty: nobody is listed or refused without one. */
  reason: words(500).min(1),
  publicNote: words(4_000).nullable(),
  /** `contentHash` of the evidence that was looked at; `null` allows no confirmation. */
  evidence: Sha256.nullable(),
  /** Reports that were looked at. */
  reports: z.array(Sha256).max(10_000),
  rulesetVersion: words(80).nullable(),
  category: Category.nullable(),
  level: Level.nullable(),
});

/** Takes events back (decide, tag, tombstone, …): undo on the desk. Undoing an undo brings them back. */
const Undo = z.strictObject({ ...onSubject, type: z.literal('undo'), reason: words(500).nullable() });

const Tag = z.strictObject({
  ...onSubject,
  type: z.literal('tag'),
  add: z.array(words(40).min(1)).max(50),
  remove: z.array(words(40).min(1)).max(50),
});

/** Internal notes never leave with a decision file; that is why they are events of their own. */
const Note = z.strictObject({
  ...onSubject,
  type: z.literal('note'),
  visibility: z.enum(['internal', 'public']),
  text: words(4_000).min(1),
  /** The decision it speaks of, if any. */
  about: Sha256.nullable(),
});

const Snooze = z.strictObject({ ...onSubject, type: z.literal('snooze'), until: Moment.nullable() });
const Assign = z.strictObject({ ...onSubject, type: z.literal('assign'), to: Alias.nullable() });

/** A second person agrees with a decision. Counts only when `by` is not who decided. */
const Approve = z.strictObject({ ...onSubject, type: z.literal('approve'), decision: Sha256 });

/** Somebody objects to a decision. Never takes anything off by itself; a moderator must look again. */
const Appeal = z.strictObject({
  ...onSubject,
  type: z.literal('appeal'),
  decision: Sha256.nullable(),
  text: words(4_000).min(1),
});

/** Removal that sticks: with the evidence named here the subject cannot be confirmed again, whoever reports it. */
const Tombstone = z.strictObject({
  ...onSubject,
  type: z.literal('tombstone'),
  reason: words(500).min(1),
  blocks: z.array(Sha256).min(1).max(1_000),
});

/** A reporter takes an own report back. Counts only when `by` is the report's reporter. */
const Withdraw = z.strictObject({
  ...common,
  type: z.literal('withdraw'),
  report: Sha256,
  reason: words(500).nullable(),
});

const MuteReporter = z.strictObject({
  ...common,
  type: z.literal('mute_reporter'),
  reporter: Alias,
  muted: z.boolean(),
  reason: words(500).min(1),
});

/** What came back from a platform or an authority after hand-over. */
const Outcome = z.strictObject({
  ...onSubject,
  type: z.literal('outcome'),
  channel: words(80).min(1),
  result: z.enum(['sent', 'taken_down', 'kept', 'unknown']),
  text: words(1_000).nullable(),
});

const id = { id: Sha256 };
/** One line of the append-only log. Named by its content: the same event is the same everywhere, a changed one is another. */
export const LogEvent = z.discriminatedUnion('type', [
  Decide.extend(id),
  Undo.extend(id),
  Tag.extend(id),
  Note.extend(id),
  Snooze.extend(id),
  Assign.extend(id),
  Approve.extend(id),
  Appeal.extend(id),
  Tombstone.extend(id),
  Withdraw.extend(id),
  MuteReporter.extend(id),
  Outcome.extend(id),
]);
export type LogEvent = z.infer<typeof LogEvent>;
type EventType = LogEvent['type'];
export type EventOf<Type extends EventType> = Extract<LogEvent, { type: Type }>;
/** An event before it has its name. */
type BodyOf<Type extends EventType> = Type extends unknown ? Omit<EventOf<Type>, 'id'> : never;

/** True for what others may see: decisions and what belongs to them. Internal notes, tags and assignments stay with the team. */
export function isPublicEvent(event: LogEvent): boolean {
  if (event.type === 'note') return event.visibility === 'public';
  return ['decide', 'undo', 'tombstone', 'approve', 'outcome'].includes(event.type);
}

/** Gives an event its name. */
export function nameEvent<Type extends EventType>(body: BodyOf<Type>): EventOf<Type> {
  return { ...body, id: contentId(body) } as unknown as EventOf<Type>;
}

type ReadEvent =
  | { readonly ok: true; readonly value: LogEvent }
  | { readonly ok: false; readonly error: 'too_new' | 'malformed' | 'wrong_hash'; readonly message: string };

/** Reads an untrusted value as an event: shape, and its id is the hash of the rest. */
export function readEvent(value: unknown): ReadEvent {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, error: 'malformed', message: 'not an object' };
  }
  const format = (value as { format?: unknown }).format;
  if (typeof format === 'number' && format > EVENT_FORMAT) {
    return { ok: false, error: 'too_new', message: `event format ${format} is newer than ${EVENT_FORMAT}` };
  }
  const parsed = LogEvent.safeParse(value);
  if (!parsed.success) return { ok: false, error: 'malformed', message: describeIssues(parsed.error) };
  if (parsed.data.id !== contentId(parsed.data)) {
    return { ok: false, error: 'wrong_hash', message: 'id is not the hash of the event' };
  }
  return { ok: true, value: parsed.data };
}
