import type { JudgeParts } from '../judge/judge.ts';
import type { Matcher } from '../match/matcher.ts';
import type { Model } from '../model/load-model.ts';
import type { FoldTables } from '../text/fold-tables.ts';
import type { Category } from '../verdict.ts';
import type { CompiledRuleset, Disabled } from './format.ts';
import type { Policy } from './policy-format.ts';
import type { Texts } from './rule-format.ts';

/** A part of the compiled ruleset that this client does not use, and why. */
export interface Skipped {
  readonly section: 'signals' | 'rules' | 'sites' | 'guidance' | 'channels' | 'model' | 'folding';
  /** Id if it could be read, else the position. */
  readonly id: string;
  readonly because: 'too-new' | 'broken' | 'disabled';
  readonly detail: string;
}

/** A rule as shown to people. */
interface LoadedRule {
  readonly id: string;
  readonly category: Category;
  readonly title: Texts;
  /** One plain sentence: why this is risky. */
  readonly why: Texts;
}

/** A ruleset ready to judge with. Made by `loadRuleset` from the compiled JSON. */
export interface Ruleset {
  /** Version of the data, for example `2026.11.26-1`. */
  readonly version: string;
  readonly createdAt: string;
  readonly rules: readonly LoadedRule[];
  readonly foldTables: FoldTables;
  /** Finds the terms of `judge.tables.terms`. */
  readonly matcher: Matcher;
  readonly judge: JudgeParts;
  /** The fitted part; without it the rules decide alone. */
  readonly model: Model | undefined;
  readonly policy: Policy;
  /** Switched off by an update. */
  readonly disabled: readonly Disabled[];
  /**
   * Kinds of lure whose rules are all switched off, by the reader or by a channel: the fitted part is silent on them as well, or a rule
   * that was switched off would seem to come back (measured: of 409 lures of one kind it marks 405 without its rule).
   */
  readonly quiet: ReadonlySet<Category>;
  /** Everything left out while loading, one by one; shown in the options page. */
  readonly skipped: readonly Skipped[];
  /** Sections of others, as compiled; each part reads its own with its own schema. */
  readonly sections: Pick<CompiledRuleset, 'sites' | 'guidance' | 'channels' | 'model' | 'folding'>;
}
