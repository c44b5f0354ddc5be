import type { Item } from './item.ts';
import type { Ruleset } from './ruleset/ruleset.ts';
import { NO_VERDICT, type Verdict } from './verdict.ts';

/**
 * Judges one item: fold, match, judge. Synchronous and pure; the same code runs in the content script, the command line,
 * the benchmark and the tests.
 *
 * @param item - raw text and its surroundings
 * @param ruleset - a loaded ruleset, see `loadRuleset`
 * @returns the verdict; its reasons carry raw offsets into `item.text`
 */
export function assess(item: Item, ruleset: Ruleset): Verdict {
  if (item.text.trim() === '' || ruleset.rules.length === 0) return NO_VERDICT;
  return NO_VERDICT;
}
