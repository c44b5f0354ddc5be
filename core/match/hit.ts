/** A term as the matcher takes it. The matcher derives all variants from the standard form. */
export interface TermSpec {
  /** Standard simplified Chinese, possibly with letters and digits. */
  readonly text: string;
  /** A term that lures hide on purpose: also found reversed, and with single characters replaced by their initial. */
  readonly key?: boolean;
  /**
   * Which characters of the same sound may stand in. Default: `any` from three characters on (at most half of them, unless
   * each is listed in `rules/folding/homophones.yaml`), `listed` for two, `none` for one.
   */
  readonly homophones?: 'none' | 'listed' | 'any';
  /** False: found in plain writing only (width and traditional characters still fold). Default true. */
  readonly disguise?: boolean;
}

/** A term found in folded text. */
export interface Hit {
  /** Index into the terms given to `buildMatcher`. */
  readonly term: number;
  /** First folded unit. */
  readonly from: number;
  /** Folded unit after the last. */
  readonly to: number;
  /** Raw offset, inclusive. */
  readonly start: number;
  /** Raw offset, exclusive. */
  readonly end: number;
  /** True when the term was hidden, false for plain, traditional or full-width writing. */
  readonly disguised: boolean;
  /** Bits of `core/text/disguise.ts`: how it was written. */
  readonly kinds: number;
  /** Number of characters that another stands in for (homophone, look-alike, pinyin, emoji, letter, digit). */
  readonly changed: number;
}
