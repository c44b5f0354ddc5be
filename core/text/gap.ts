/**
 * What stood between a folded unit and the one before it, from mild to severe. Several characters in one gap count as
 * their most severe. `Folded.gap` holds these numbers.
 */
export const GAP = {
  none: 0,
  /** Quotation marks, brackets, book-title marks: 征信“修复”. A way of quoting, not of hiding. */
  quote: 1,
  blank: 2,
  /** Marks that part characters: * . / | - _ ~ · & and the like. */
  mark: 3,
  /** Emoji and symbols without a meaning of their own. */
  decoration: 4,
  /** A pause inside a sentence: ， 、 ； ： */
  pause: 5,
  /** The end of a sentence: 。 ！ ？ */
  end: 6,
  /** A line break. */
  line: 7,
} as const;

/** True when the gap parts two sentences. */
export function endsSentence(gap: number): boolean {
  return gap >= GAP.end;
}
