import { assess } from '../../core/assess.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import { isWarning } from '../../core/verdict.ts';
import { isLure, readCorpus } from './corpus.ts';
import { shareOf, type Judged, type Share } from './measure.ts';

/** Texts of voices that nothing was fitted on, with what the ruleset as shipped says of them. */
interface HeldOut {
  readonly judged: readonly Judged[];
  /** Of the lures found, how many got the right category. */
  readonly category: Share;
}

/**
 * Judges rules/held-out as it would be judged on a page.
 *
 * @param folder - of files in the form of rules/corpus
 */
export function judgeHeldOut(folder: string, ruleset: Ruleset): HeldOut {
  const verdicts = readCorpus(folder).map((row) => ({ row, verdict: assess(row, ruleset) }));
  const found = verdicts.filter(({ row, verdict }) => isLure(row) && isWarning(verdict.level));
  return {
    judged: verdicts.map(({ row, verdict: { level, score } }) => ({ row, level, score })),
    category: shareOf(
      found.filter(({ row, verdict }) => row.category === verdict.category).length,
      found.length,
    ),
  };
}
