/**
 * A text after folding: one entry a unit, as parallel arrays that are reused between calls. Entries from `length` on are
 * leftovers of earlier texts. Offsets are raw UTF-16 offsets into `text`, strictly rising from unit to unit, except that the
 * units of one emoji (🏦 银行) share their span.
 */
export interface Folded {
  /** The raw text. */
  text: string;
  /** Number of units. */
  length: number;
  /**
   * Sound id << 16 | standard character. Read them with `soundOf` and `charOf`.
   * Sound id: 0 none, 1-26 letters, 27-36 digits, then toneless syllables (see `FoldTables.syllables`).
   * Standard character: UTF-16 code, simplified, lower case, half width; 0 for a pinyin syllable.
   */
  unit: Int32Array;
  /** Raw offset of the unit, inclusive. */
  start: Int32Array;
  /** Raw offset of the unit, exclusive. */
  end: Int32Array;
  /** How the unit was written: bits of `disguise.ts`. */
  flags: Uint16Array;
  /** What stood before the unit: a number of `GAP`. */
  gap: Uint8Array;
}

/** An empty result to pass to `fold` again and again. */
export function createFolded(capacity = 256): Folded {
  return {
    text: '',
    length: 0,
    unit: new Int32Array(capacity),
    start: new Int32Array(capacity),
    end: new Int32Array(capacity),
    flags: new Uint16Array(capacity),
    gap: new Uint8Array(capacity),
  };
}

/** Makes room for `capacity` units. What was there is lost. */
export function reserve(folded: Folded, capacity: number): void {
  if (folded.unit.length >= capacity) return;
  Object.assign(folded, createFolded(Math.ceil(capacity * 1.25)));
}

/** The units as text: standard characters, pinyin as its letters, nothing for gaps. */
export function standardText({ text, unit, start, end, length }: Folded): string {
  let result = '';
  for (let at = 0; at < length; at++) {
    const char = (unit[at] as number) & 0xffff;
    result += char === 0 ? text.slice(start[at], end[at]).toLowerCase() : String.fromCharCode(char);
  }
  return result;
}
