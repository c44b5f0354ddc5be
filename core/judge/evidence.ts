import { type Category, type Level } from '../verdict.ts';

/** One signal at one place. Offsets are raw (UTF-16 code units) into the item's text. */
export interface Occurrence {
  /** Index into the ruleset's signals; the id is `ruleset.judge.signals[signal].id`. */
  readonly signal: number;
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
  /** Bit mask over STANCES: how it is spoken against. 0: free. */
  readonly stance: number;
  readonly disguised: boolean;
}

/** A combination that fired, with the occurrences that made it. */
export interface Fired {
  /** Index into the ruleset's combinations; the id is `rule/combination`. */
  readonly combination: number;
  readonly rule: string;
  readonly category: Category;
  readonly level: Exclude<Level, 'none'>;
  readonly occurrences: readonly Occurrence[];
}

/** What is known of the text an item stands under, or of its author's name. Made by `summarize`; worth keeping while a page is read. */
export interface Surroundings {
  /** Bit mask over KINDS. */
  readonly kinds: number;
  /** By signal: 1 if present. */
  readonly present: Uint8Array;
  readonly domain: boolean;
  /** By category index: how much speaks for it. */
  readonly votes: readonly number[];
}

/** What the rules know about one item. The fitted part turns `features` into a score. */
export interface Evidence {
  /** Indices of the features present, ascending by family, each once. Names: `evidenceFeatureNames`. */
  readonly features: readonly number[];
  readonly occurrences: readonly Occurrence[];
  readonly fired: readonly Fired[];
  /** Highest level that a fired combination proposes. */
  readonly proposed: Level;
  /** Is the text about debt, credit, loans, collection, surrender or papers at all? */
  readonly domain: { readonly item: boolean; readonly thread: boolean };
  /** By index into CATEGORIES: how much speaks for it. */
  readonly votes: readonly number[];
}
