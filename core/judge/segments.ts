/** What the judge needs of folded text; `Folded` of core/text fits. Index: folded unit. */
export interface FoldedSpans {
  readonly text: string;
  readonly length: number;
  /** Raw offset, inclusive. */
  readonly start: ArrayLike<number>;
  /** Raw offset, exclusive. */
  readonly end: ArrayLike<number>;
  /** 0 when nothing stood between this unit and the one before it. */
  readonly gap: ArrayLike<number>;
}

/** Sentences and clauses of folded text. Buffers are reused by the next call. */
export interface Segments {
  /** By folded unit: number of its clause times two, plus one inside quotation marks. See {@link clauseAt}. */
  place: Int32Array;
  /** By clause: its sentence. */
  sentenceOfClause: Int32Array;
  /** By sentence: 1 if it ends in a question mark. */
  asks: Uint8Array;
}

export const clauseAt = (segments: Segments, unit: number): number => segments.place[unit]! >> 1;
export const sentenceAt = (segments: Segments, unit: number): number =>
  segments.sentenceOfClause[segments.place[unit]! >> 1]!;
export const isQuoted = (segments: Segments, unit: number): boolean => (segments.place[unit]! & 1) === 1;

/** A break inside the first units of a sentence is a separator inside a disguised word, not an end. */
const MIN_SENTENCE = 3;
/** Text without punctuation is cut here, so that no window grows with the text. */
const MAX_SENTENCE = 160;
/** A quotation longer than this was left open. */
const MAX_QUOTE = 60;

const CLAUSE = 1;
const SENTENCE = 2;
const QUESTION = 3;
const OPEN = 4;
const CLOSE = 5;
const TOGGLE = 6;

const marks = new Uint8Array(0x10000);
const set = (characters: string, mark: number): void => {
  for (const character of characters) marks[character.charCodeAt(0)] = mark;
};
set(',，、:：|｜/／ \u3000—·', CLAUSE);
set('。!！;；…\n\r', SENTENCE);
set('?？', QUESTION);
set('“‘「『《', OPEN);
set('”’」』》', CLOSE);
set('"', TOGGLE);

export function createSegments(): Segments {
  return { place: new Int32Array(256), sentenceOfClause: new Int32Array(257), asks: new Uint8Array(257) };
}

/**
 * Finds sentences, clauses and quotations from the raw characters that the fold left out between units. One pass.
 *
 * @param upTo - folded units to look at (exclusive); the rest is not needed when no hit lies there
 */
export function segment(folded: FoldedSpans, upTo: number, into: Segments): void {
  if (into.place.length < upTo) {
    const size = Math.max(upTo, into.place.length * 2);
    into.place = new Int32Array(size);
    into.sentenceOfClause = new Int32Array(size + 1);
    into.asks = new Uint8Array(size + 1);
  }
  const { place, sentenceOfClause, asks } = into;
  const { text: raw, start: rawStart, end: rawEnd, gap } = folded;
  let sentence = 0;
  let clause = 0;
  let sentenceFrom = 0;
  let quoteFrom = -1;
  asks[0] = sentenceOfClause[0] = 0;
  for (let i = 0; i < upTo; i++) {
    const tooLong = i - sentenceFrom >= MAX_SENTENCE;
    if (gap[i] !== 0 || tooLong || i === 0) {
      let ends = tooLong;
      let breaks = ends;
      let asked = false;
      for (let at = i === 0 ? 0 : rawEnd[i - 1]!, to = rawStart[i]!; at < to; at++) {
        const mark = marks[raw.charCodeAt(at)]!;
        if (mark === 0) continue;
        if (mark === CLAUSE) breaks = true;
        else if (mark === SENTENCE) ends = true;
        else if (mark === QUESTION) ends = asked = true;
        else if (mark === OPEN) quoteFrom = i;
        else if (mark === CLOSE) quoteFrom = -1;
        else quoteFrom = quoteFrom < 0 ? i : -1;
      }
      if (ends && i - sentenceFrom >= MIN_SENTENCE) {
        if (asked) asks[sentence] = 1;
        sentence++;
        asks[sentence] = 0;
        sentenceFrom = i;
        breaks = true;
      }
      if (breaks) sentenceOfClause[++clause] = sentence;
    }
    place[i] = clause * 2 + (quoteFrom >= 0 && i - quoteFrom < MAX_QUOTE ? 1 : 0);
  }
  if (endsInQuestion(folded, upTo)) asks[sentence] = 1;
}

/** Whether the sentence of the last unit looked at ends in a question mark somewhere behind it. */
function endsInQuestion({ text: raw, length, start, end }: FoldedSpans, upTo: number): boolean {
  let from = upTo === 0 ? 0 : end[upTo - 1]!;
  for (let i = upTo; i <= length && i < upTo + MAX_SENTENCE; i++) {
    const to = i < length ? start[i]! : Math.min(raw.length, from + 8);
    for (let at = from; at < to; at++) {
      const mark = marks[raw.charCodeAt(at)]!;
      if (mark === QUESTION) return true;
      if (mark === SENTENCE) return false;
    }
    if (i < length) from = end[i]!;
  }
  return false;
}
