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

/** What the judge needs of a hit; `Hit` of core/match fits. Hits come in ascending order of `to`. */
export interface JudgedHit {
  readonly term: number;
  readonly from: number;
  readonly to: number;
  readonly disguised: boolean;
}

/** Sentences and clauses of folded text; index: folded unit. Buffers are reused by the next call. */
export interface Segments {
  sentenceOf: Int32Array;
  clauseOf: Int32Array;
  /** 1 inside quotation marks. */
  quoted: Uint8Array;
  /** By sentence: 1 if it ends in a question mark. */
  asks: Uint8Array;
  sentences: number;
}

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
  return {
    sentenceOf: new Int32Array(256),
    clauseOf: new Int32Array(256),
    quoted: new Uint8Array(256),
    asks: new Uint8Array(257),
    sentences: 0,
  };
}

/**
 * Finds sentences, clauses and quotations from the raw characters that the fold left out between units. One pass.
 *
 * @param upTo - folded units to look at (exclusive); the rest is not needed when no hit lies there
 */
export function segment(folded: FoldedSpans, upTo: number, into: Segments): void {
  if (into.sentenceOf.length < upTo) {
    const size = Math.max(upTo, into.sentenceOf.length * 2);
    into.sentenceOf = new Int32Array(size);
    into.clauseOf = new Int32Array(size);
    into.quoted = new Uint8Array(size);
    into.asks = new Uint8Array(size + 1);
  }
  const { sentenceOf, clauseOf, quoted, asks } = into;
  const { text: raw, start: rawStart, end: rawEnd, gap } = folded;
  let sentence = 0;
  let clause = 0;
  let sentenceAt = 0;
  let quoteAt = -1;
  asks[0] = 0;
  for (let i = 0; i < upTo; i++) {
    if (i === 0 || gap[i] !== 0 || i - sentenceAt >= MAX_SENTENCE) {
      const from = i === 0 ? 0 : rawEnd[i - 1]!;
      const to = rawStart[i]!;
      let ends = i - sentenceAt >= MAX_SENTENCE;
      let breaks = ends;
      let asked = false;
      for (let at = from; at < to; at++) {
        const mark = marks[raw.charCodeAt(at)]!;
        if (mark === 0) continue;
        if (mark === CLAUSE) breaks = true;
        else if (mark === SENTENCE) ends = true;
        else if (mark === QUESTION) ends = asked = true;
        else if (mark === OPEN) quoteAt = i;
        else if (mark === CLOSE) quoteAt = -1;
        else quoteAt = quoteAt < 0 ? i : -1;
      }
      if (breaks) clause++;
      if (ends && i - sentenceAt >= MIN_SENTENCE) {
        if (asked) asks[sentence] = 1;
        clause++;
        sentence++;
        asks[sentence] = 0;
        sentenceAt = i;
      }
    }
    sentenceOf[i] = sentence;
    clauseOf[i] = clause;
    quoted[i] = quoteAt >= 0 && i - quoteAt < MAX_QUOTE ? 1 : 0;
  }
  // The last sentence looked at may end in a question mark behind the last unit looked at.
  for (
    let i = upTo, from = upTo === 0 ? 0 : rawEnd[upTo - 1]!;
    i <= folded.length && i < upTo + MAX_SENTENCE;
    i++
  ) {
    const to = i < folded.length ? rawStart[i]! : Math.min(raw.length, from + 8);
    let ended = false;
    for (let at = from; at < to && !ended; at++) {
      const mark = marks[raw.charCodeAt(at)]!;
      if (mark === QUESTION) asks[sentence] = 1;
      ended = mark === QUESTION || mark === SENTENCE;
    }
    if (ended || i >= folded.length) break;
    from = rawEnd[i]!;
  }
  into.sentences = sentence + 1;
}
