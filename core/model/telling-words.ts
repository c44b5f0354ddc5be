import type { Canonical } from '../text/canonical.ts';
import { Clauses } from './clauses.ts';
import type { Weighed } from './weigh-words.ts';

/** Raw offsets (UTF-16 code units), the end exclusive. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** What parts two runs by no more units than this is taken along, and so is the rest of a clause. */
const FEW = 3;
/** Longer clauses are not taken whole, and clauses are not joined to longer pieces: a card shows about as much. In units. */
const LONGEST_PIECE = 24;

/** Two letters, be they Han or Latin: less cannot be read. */
const READABLE = /\p{L}.*\p{L}/su;
/** Combining marks, and second halves of characters. */
const BELONGS_TO_LAST = /[\p{M}\udc00-\udfff]/u;

/**
 * The words that spoke most for a lure, as a person can read them: the heaviest runs, from and to where clauses, words or at least
 * characters end, and neighbours as one.
 *
 * @param raw - what `text` was written from
 * @param runs - from `weighWords`
 * @param most - how many pieces at the most
 * @returns the heaviest first; none overlap
 */
export function tellingWords(raw: string, text: Canonical, runs: readonly Weighed[], most: number): Span[] {
  const clauses = new Clauses(raw, text);
  const weighs = new Uint8Array(text.length);
  for (const { from, to } of runs) weighs.fill(1, from, to);
  const pieces: Weighed[] = [];
  for (const run of join(runs, (last, next) => clauses.areOne(last.to, next.from)).sort(byWeight)) {
    if (pieces.length === most) break;
    const piece = widen(run, weighs, clauses);
    if (READABLE.test(raw.slice(text.start[piece.from], text.end[piece.to - 1]))) pieces.push(piece);
  }
  pieces.sort((a, b) => a.from - b.from);
  // Between two units small talk may have been left out, so the raw text is measured as well.
  const isShort = (from: number, to: number): boolean =>
    to - from <= LONGEST_PIECE && text.end[to - 1]! - text.start[from]! <= 2 * LONGEST_PIECE;
  return join(pieces, (last, next) => isShort(last.from, next.to))
    .sort(byWeight)
    .map((piece) => wholeCharacters(raw, text, piece));
}

const byWeight = (a: Weighed, b: Weighed): number => b.weight - a.weight;

/** Makes one of neighbours that overlap, and of near ones that may be joined. */
function join(runs: readonly Weighed[], mayJoin: (last: Weighed, next: Weighed) => boolean): Weighed[] {
  const joined: Weighed[] = [];
  for (const next of runs) {
    const last = joined.at(-1);
    if (last && (next.from < last.to || (next.from - last.to <= FEW && mayJoin(last, next)))) {
      const [to, weight] = [Math.max(last.to, next.to), last.weight + next.weight];
      joined[joined.length - 1] = { from: last.from, to, weight };
    } else joined.push(next);
  }
  return joined;
}

/** From the begin of the clause that a run begins in to the end of the one it ends in, where they are taken whole; else from and to where words end. */
function widen(run: Weighed, weighs: Uint8Array, clauses: Clauses): Weighed {
  const [from, to] = clauses.trim(run.from, run.to);
  const first = clauses.around(from, LONGEST_PIECE);
  const last = clauses.around(to - 1, LONGEST_PIECE);
  const begin = isTakenWhole(first, from - first.from, Math.min(to, first.to) - from, weighs)
    ? first.from
    : clauses.wordBegin(from, first.from);
  const end = isTakenWhole(last, last.to - to, to - Math.max(from, last.from), weighs)
    ? last.to
    : clauses.wordEnd(to, last.to);
  const [trimmedBegin, trimmedEnd] = clauses.trim(begin, end);
  return { from: trimmedBegin, to: trimmedEnd, weight: run.weight };
}

/**
 * Where little of a clause is missing, or where it is short and at least half of it weighed, or hardly any of it is there.
 *
 * @param missing - its units between the run and the end in question
 * @param present - its units inside the run
 */
function isTakenWhole(
  { from, to }: { from: number; to: number },
  missing: number,
  present: number,
  weighs: Uint8Array,
): boolean {
  if (missing <= FEW) return true;
  if (to - from > LONGEST_PIECE) return false;
  let weighed = 0;
  for (let at = from; at < to; at++) weighed += weighs[at]!;
  return present < FEW || weighed * 2 >= to - from;
}

function wholeCharacters(raw: string, text: Canonical, { from, to }: Weighed): Span {
  let [start, end] = [text.start[from]!, text.end[to - 1]!];
  while (start > 0 && BELONGS_TO_LAST.test(raw[start]!)) start--;
  while (end < raw.length && BELONGS_TO_LAST.test(raw[end]!)) end++;
  return { start, end };
}
