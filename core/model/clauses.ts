import { BAR, BLANK, type Canonical, ZERO } from '../text/canonical.ts';

const isGap = (code: number | undefined): boolean => code === BLANK || code === BAR;
const isDigit = (code: number | undefined): boolean => code === ZERO;
const isLatin = (code: number | undefined): boolean => code !== undefined && code >= 0x61 && code <= 0x7a;

const PAUSE = /[,，、;；:：]/;

/** Where clauses and words of a canonical text begin and end. Offsets are units of it. */
export class Clauses {
  readonly #raw: string;
  readonly #text: Canonical;

  constructor(raw: string, text: Canonical) {
    this.#raw = raw;
    this.#text = text;
  }

  /** True where no clause ends between the two. */
  areOne(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (this.#isEdge(at)) return false;
    return true;
  }

  /** The clause around a unit; no further than `most` units to either side. */
  around(at: number, most: number): { from: number; to: number } {
    let from = at;
    while (from > 0 && at - from <= most && !this.#isEdge(from - 1)) from--;
    let to = at + 1;
    while (to < this.#text.length && to - at <= most && !this.#isEdge(to)) to++;
    return { from, to };
  }

  /** Without the gaps at the ends; one unit stays. */
  trim(from: number, to: number): [from: number, to: number] {
    const { codes } = this.#text;
    while (from < to - 1 && isGap(codes[from])) from++;
    while (from < to - 1 && isGap(codes[to - 1])) to--;
    return [from, to];
  }

  /** The begin of the Latin word or number that is under way at `at`, else `at`; no less than `least`. */
  wordBegin(at: number, least: number): number {
    while (at > least && this.#isInWord(at)) at--;
    return at;
  }

  /** The same towards the end. */
  wordEnd(at: number, most: number): number {
    while (at < most && this.#isInWord(at)) at++;
    return at;
  }

  /** A pause or a sentence's end; a blank, quotation mark and the like between words alone, for in 停 息 挂 账 they hide one. */
  #isEdge(at: number): boolean {
    const { codes, start, end, length } = this.#text;
    if (!isGap(codes[at]) || (isDigit(codes[at - 1]) && isDigit(codes[at + 1]))) return false;
    if (codes[at] === BAR || PAUSE.test(this.#raw.slice(start[at], end[at]))) return true;
    return at >= 2 && at + 2 < length && !isGap(codes[at - 2]) && !isGap(codes[at + 2]);
  }

  #isInWord(at: number): boolean {
    const before = this.#text.codes[at - 1];
    const after = this.#text.codes[at];
    return (isLatin(before) && isLatin(after)) || (isDigit(before) && isDigit(after));
  }
}
