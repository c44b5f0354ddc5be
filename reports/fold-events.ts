import { claimOf, decidedAs, isAccusedSince, spokenBy, type DecidedAs } from './decided-as.ts';
import type { EventOf, LogEvent, SubjectState } from './event-format.ts';
import type { ReportKind } from './record-format.ts';
import { last, later, ofType, tagsLeft, type Stamped } from './event-order.ts';
import { knowsAll, notReplaced, supersedesOf, withoutUndone } from './superseding.ts';

/** What folding needs to know of a report. */
export interface ReportHead {
  readonly id: string;
  readonly subject: string;
  readonly kind: ReportKind;
  readonly contentHash: string;
  /** Alias of who sent it. */
  readonly reporter: string;
  readonly capturedAt: string;
  /** False for a report without words or picture: it cannot carry a confirmation. */
  readonly evidence: boolean;
}

/** Rules of a team, from its settings. */
export interface DecisionPolicy {
  /** Publication needs a second person's `approve`. */
  readonly secondPerson: boolean;
  /**
   * Confirmations count only when a report with that evidence is here. Off on devices that receive decisions alone.
   */
  readonly evidenceAtHand: boolean;
}
export const STRICT_POLICY: DecisionPolicy = { secondPerson: true, evidenceAtHand: true };

type IgnoredBecause = 'no_evidence' | 'evidence_unknown' | 'tombstoned' | 'own_approval' | 'not_the_reporter';

/** A subject as the log leaves it. */
export interface SubjectView {
  readonly subject: string;
  readonly state: SubjectState;
  /** The decision in force for the content it was made on, also while appealed or asked anew. */
  readonly decision: EventOf<'decide'> | null;
  /** What `decision` says about the content: `confirmed` alone does not tell. */
  readonly decidedAs: DecidedAs | null;
  /** What a decision made now would confirm or reject. */
  readonly claim: DecidedAs;
  /** Decisions made in ignorance of each other; the later one is `decision`, a person should look. */
  readonly rivals: readonly EventOf<'decide'>[];
  /** `contentHash` of what was captured last. */
  readonly evidence: string | null;
  /** It asks anew: the content is no longer what was decided on, or was accused after a decision that answered false alarms alone. */
  readonly changed: boolean;
  /** Others who agreed with `decision`. */
  readonly approvedBy: readonly string[];
  /** Decided `published`, but the second person is missing: counts as confirmed. */
  readonly awaitsSecondPerson: boolean;
  readonly openAppeals: readonly EventOf<'appeal'>[];
  readonly tombstones: readonly EventOf<'tombstone'>[];
  readonly tags: readonly string[];
  readonly assignee: string | null;
  readonly snoozedUntil: string | null;
  readonly outcomes: readonly EventOf<'outcome'>[];
  /** Ids of reports that stand, oldest first. */
  readonly reports: readonly string[];
  /** Those of `reports` that speak for the subject in exports, oldest first. */
  readonly spokenBy: readonly string[];
  readonly withdrawnReports: readonly string[];
  /** Since when it has been in this state. */
  readonly since: string;
  /** Events that do not count, and why. Never dropped: they may count when more arrives. */
  readonly ignored: readonly { readonly id: string; readonly because: IgnoredBecause }[];
}

/**
 * Folds all events on one subject into its present state. A pure function of the two *sets*: order, repeats and the way
 * they arrived make no difference, so any two devices that hold the same data agree.
 *
 * 1. Undone events are taken out (an undone undo brings them back).
 * 2. An event is replaced when a live one supersedes it, directly or through others. What is left over are the heads;
 *    among heads the later wins, ties by id. Cause goes before clock: a wrong clock cannot win against a decision that
 *    was made in knowledge of it.
 * 3. A confirmation counts only with evidence that is at hand and not under a tombstone.
 *
 * @param events - events on this subject, and `withdraw` events on its reports; others are ignored
 * @param reports - all reports on this subject
 * @param muted - aliases whose reports do not make a decided subject new again
 */
export function foldSubject(
  subject: string,
  events: Iterable<LogEvent>,
  reports: Iterable<ReportHead>,
  policy: DecisionPolicy = STRICT_POLICY,
  muted: ReadonlySet<string> = new Set(),
): SubjectView {
  const all = unique(events).filter((one) => !('subject' in one) || one.subject === subject);
  const live = withoutUndone(all);
  const supersedes = supersedesOf(all);
  const heads = notReplaced(live, supersedes);
  const ignored: { id: string; because: IgnoredBecause }[] = [];

  const held = unique(reports)
    .filter((one) => one.subject === subject)
    .sort((a, b) => later(at(a), at(b)));
  const heldById = new Map(held.map((one) => [one.id, one]));
  const withdrawn = new Set<string>();
  for (const event of ofType(live, 'withdraw')) {
    const report = heldById.get(event.report);
    if (report === undefined) continue;
    if (report.reporter === event.by) withdrawn.add(report.id);
    else ignored.push({ id: event.id, because: 'not_the_reporter' });
  }
  const standing = held.filter((one) => !withdrawn.has(one.id));
  // Not among heads alone: a tombstone stays in force until it is undone, whatever supersedes it.
  const tombstones = ofType(live, 'tombstone');

  const known = new Set(held.filter((one) => one.evidence).map((one) => one.contentHash));
  const blocked = new Set(tombstones.flatMap((one) => one.blocks));
  const knowing = knowsAll(tombstones, supersedes);
  const counting: EventOf<'decide'>[] = [];
  for (const event of ofType(heads, 'decide')) {
    const because = refusal(event, known, blocked, knowing, policy);
    if (because === null) counting.push(event);
    else ignored.push({ id: event.id, because });
  }
  const decision = last(counting);
  const approvals = ofType(live, 'approve').filter((one) => one.decision === decision?.id);
  for (const one of approvals)
    if (one.by === decision?.by) ignored.push({ id: one.id, because: 'own_approval' });
  const approvedBy = [
    ...new Set(approvals.filter((one) => one.by !== decision?.by).map((one) => one.by)),
  ].sort();

  // What was decided on counts whoever sent it: muting them afterwards must not bring an older content back.
  const heard = standing.filter((one) => !muted.has(one.reporter) || one.contentHash === decision?.evidence);
  // Where all that was decided on was taken back, what is left asks anew, even from muted reporters: nobody has decided on it.
  const newest = heard.at(-1) ?? standing.at(-1);
  const found = decidedAs(decision, held);
  const others = standing.filter((one) => !muted.has(one.reporter));
  const isEdited = decision !== null && newest !== undefined && newest.contentHash !== decision.evidence;
  const changed = isEdited || isAccusedSince(decision, found, others);
  const asking = isEdited ? standing : others.filter((one) => claimOf([one]) === 'lure');
  const openAppeals = ofType(heads, 'appeal')
    .filter((one) => one.decision === null || one.decision === decision?.id)
    .sort(later);
  const awaitsSecondPerson =
    decision?.state === 'published' && policy.secondPerson && approvedBy.length === 0;

  const { state, since } = stateOf({
    decision,
    changed,
    asking,
    openAppeals,
    tombstones,
    blocked,
    awaitsSecondPerson,
    held,
    standing,
    newest,
  });
  return {
    subject,
    state,
    decision,
    decidedAs: found,
    claim: claimOf(standing.filter((one) => one.contentHash === newest?.contentHash)),
    rivals: counting.filter((one) => one !== decision).sort(later),
    evidence: newest?.contentHash ?? held.at(-1)?.contentHash ?? null,
    changed,
    approvedBy,
    awaitsSecondPerson,
    openAppeals,
    tombstones: [...tombstones].sort(later),
    tags: tagsLeft(ofType(heads, 'tag')),
    assignee: last(ofType(heads, 'assign'))?.to ?? null,
    snoozedUntil: last(ofType(heads, 'snooze'))?.until ?? null,
    outcomes: ofType(heads, 'outcome').sort(later),
    reports: standing.map((one) => one.id),
    spokenBy: spokenBy(decision, found, standing, muted).map((one) => one.id),
    withdrawnReports: [...withdrawn].sort(),
    since,
    ignored: ignored.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** Aliases of reporters whose reports the team does not want to see first. */
export function foldMutedReporters(events: Iterable<LogEvent>): ReadonlySet<string> {
  const all = unique(events);
  const byReporter = Map.groupBy(
    ofType(notReplaced(withoutUndone(all), supersedesOf(all)), 'mute_reporter'),
    (one) => one.reporter,
  );
  return new Set([...byReporter].filter(([, list]) => last(list)!.muted).map(([alias]) => alias));
}

function stateOf(of: {
  decision: EventOf<'decide'> | null;
  changed: boolean;
  /** Reports that may have made a decided subject new. */
  asking: readonly ReportHead[];
  openAppeals: readonly EventOf<'appeal'>[];
  tombstones: readonly EventOf<'tombstone'>[];
  blocked: ReadonlySet<string>;
  awaitsSecondPerson: boolean;
  held: readonly ReportHead[];
  standing: readonly ReportHead[];
  newest: ReportHead | undefined;
}): { state: SubjectState; since: string } {
  const { decision, changed, openAppeals, tombstones, held, standing, newest } = of;
  if (openAppeals.length > 0) return { state: 'appealed', since: openAppeals[0]!.at };
  if (decision !== null && !changed) {
    return { state: of.awaitsSecondPerson ? 'confirmed' : decision.state, since: decision.at };
  }
  if (tombstones.length > 0 && (newest === undefined || of.blocked.has(newest.contentHash))) {
    return { state: 'withdrawn', since: last(tombstones)!.at };
  }
  if (newest === undefined) {
    return {
      state: held.length === 0 ? 'new' : 'withdrawn',
      since: held.at(-1)?.capturedAt ?? tombstones[0]?.at ?? '',
    };
  }
  const first = changed ? of.asking.find((one) => one.contentHash === newest.contentHash)! : standing[0]!;
  return { state: 'new', since: first.capturedAt };
}

function refusal(
  event: EventOf<'decide'>,
  known: ReadonlySet<string>,
  blocked: ReadonlySet<string>,
  knowing: (event: string) => boolean,
  policy: DecisionPolicy,
): IgnoredBecause | null {
  if (event.state !== 'confirmed' && event.state !== 'published') return null;
  if (event.evidence === null) return 'no_evidence';
  if (policy.evidenceAtHand && !known.has(event.evidence)) return 'evidence_unknown';
  // A live tombstone that the decision did not know of, or whose evidence it repeats, wins: removal sticks.
  return blocked.has(event.evidence) || !knowing(event.id) ? 'tombstoned' : null;
}

function unique<One extends { readonly id: string }>(all: Iterable<One>): One[] {
  return [...new Map([...all].map((one) => [one.id, one])).values()].sort((a, b) =>
    a.id < b.id ? -1 : a.id > b.id ? 1 : 0,
  );
}

const at = (report: ReportHead): Stamped => ({ at: report.capturedAt, id: report.id });
