import type { EventOf, SubjectState } from './event-format.ts';
import type { ReportKind } from './record-format.ts';

/** What people can find: that it is a lure, or that it is none. */
export type DecidedAs = 'lure' | 'honest';

/** What has to be known of a report to say what a decision on it means. */
interface Claim {
  readonly id: string;
  readonly kind: ReportKind;
  readonly contentHash: string;
}

/**
 * What reports on one content say, and so what `confirmed` would mean: `honest` where all of them are false alarms, else `lure`.
 *
 * Both kinds together are an accusation that somebody objects to. Read the other way, a seller would get off every list by one false alarm
 * on the own advertisement.
 */
export function claimOf(reports: readonly Pick<Claim, 'kind'>[]): DecidedAs {
  return reports.length > 0 && reports.every((one) => one.kind === 'false_alarm') ? 'honest' : 'lure';
}

/**
 * What a decision says about the content: the one place that reads `confirmed` and `rejected`. Both speak of what the reports claim, so
 * that a reporter who was right is told so:
 *
 * | reports on the content | `confirmed`, `published` | `rejected` |
 * |------------------------|--------------------------|------------|
 * | lure, missed, account  | lure                     | honest     |
 * | false alarm            | honest                   | lure       |
 * | both (see `claimOf`)   | lure                     | honest     |
 *
 * Only reports that the decision names count, and of these only those on the content that it was made on. What is reported afterwards
 * turns nothing: an accusation that comes after a confirmed false alarm must not turn it into a confirmed lure. It asks anew instead, see
 * `isAccusedSince`.
 *
 * `null` where nothing is decided, and where it cannot be told (see `isUntold`), since nobody is accused by guessing:
 *
 * - all that is at hand of what was looked at are false alarms, and something that was looked at is missing (it is on another desk): it may
 *   have been the accusation;
 * - nothing that was looked at is at hand, though a report on the same content may be, of whatever kind: the decision did not answer it.
 *
 * Whether the decision still stands (appealed, asked anew, removed) is another question: see `isListed`.
 *
 * @param reports - all reports on the subject that are at hand, taken back or not
 */
export function decidedAs(
  decision: Pick<EventOf<'decide'>, 'state' | 'reports' | 'evidence'> | null,
  reports: readonly Claim[],
): DecidedAs | null {
  if (decision === null) return null;
  const upheld = decision.state === 'confirmed' || decision.state === 'published';
  if (!upheld && decision.state !== 'rejected') return null;
  const seen = namedBy(decision, reports);
  const about = onItsContent(decision, seen);
  const claim = claimOf(about);
  if (about.length === 0 || (claim === 'honest' && seen.length < new Set(decision.reports).size)) return null;
  return (claim === 'lure') === upheld ? 'lure' : 'honest';
}

function namedBy<One extends Pick<Claim, 'id'>>(
  { reports }: Pick<EventOf<'decide'>, 'reports'>,
  all: readonly One[],
): One[] {
  const named = new Set(reports);
  return all.filter((one) => named.has(one.id));
}

function onItsContent<One extends Pick<Claim, 'contentHash'>>(
  { evidence }: Pick<EventOf<'decide'>, 'evidence'>,
  all: readonly One[],
): One[] {
  return all.filter(({ contentHash }) => evidence === null || contentHash === evidence);
}

/**
 * Reports that speak for a subject where it is handed on: their address, account, ways of contact, fee, words and pictures. `contentHash`
 * covers the words alone, so a report that comes after the decision can bear the same words and somebody else's address.
 *
 * 1. Of what was decided, only reports that the decision was made on, and of these those that were found right, where there are any: a
 *    false alarm must not speak for a lure. None where all of them were taken back.
 * 2. Of these, muted reporters only where nobody else is left.
 *
 * @param decided - what `decidedAs` says of the decision; where it says nothing, all may speak
 * @param standing - reports that stand
 */
export function spokenBy<One extends Claim & { readonly reporter: string }>(
  decision: Pick<EventOf<'decide'>, 'reports' | 'evidence'> | null,
  decided: DecidedAs | null,
  standing: readonly One[],
  muted: ReadonlySet<string>,
): readonly One[] {
  const someOf = (all: readonly One[], are: (one: One) => boolean) => {
    const some = all.filter(are);
    return some.length > 0 ? some : all;
  };
  const about =
    decision === null || decided === null
      ? standing
      : someOf(onItsContent(decision, namedBy(decision, standing)), (one) => claimOf([one]) === decided);
  return someOf(about, (one) => !muted.has(one.reporter));
}

/**
 * True where a decision answered false alarms alone and somebody has accused the same content: nobody has judged the accusation, and unless
 * it asks anew it is in no queue and on no list. A seller would need no more than a confirmed false alarm before the first accusation.
 *
 * @param decided - what `decidedAs` says of the decision
 * @param heard - reports that stand, those of muted reporters left out
 */
export function isAccusedSince(
  decision: Pick<EventOf<'decide'>, 'state' | 'evidence'> | null,
  decided: DecidedAs | null,
  heard: readonly Omit<Claim, 'id'>[],
): boolean {
  if (decision === null || decided === null) return false;
  const answered: DecidedAs = decision.state === 'rejected' ? OTHER[decided] : decided;
  const about = heard.filter((one) => one.contentHash === decision.evidence);
  return answered === 'honest' && about.length > 0 && claimOf(about) === 'lure';
}
const OTHER = { lure: 'honest', honest: 'lure' } as const;

/** True where it was confirmed, but the reports at hand do not tell what: counted, so that it does not vanish from the lists unseen. */
export function isUntold(view: {
  readonly state: SubjectState;
  readonly decidedAs: DecidedAs | null;
}): boolean {
  return (view.state === 'confirmed' || view.state === 'published') && view.decidedAs === null;
}

/**
 * True for what lists for machines, platforms and authorities may carry: it was confirmed to be a lure, nobody objects, the content is still
 * the same, and a report that was decided on still stands. A rejected false alarm says lure as well, but confirms nothing: listing it takes a report and a decision of its own.
 */
export function isListed(view: {
  readonly state: SubjectState;
  readonly decidedAs: DecidedAs | null;
  readonly spokenBy: readonly string[];
}): boolean {
  const isUpheld = view.state === 'confirmed' || view.state === 'published';
  return isUpheld && view.decidedAs === 'lure' && view.spokenBy.length > 0;
}
