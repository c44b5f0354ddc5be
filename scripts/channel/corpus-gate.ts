import { join } from 'node:path';
import { tryLoad } from '../../updates/activate.ts';
import { readCorpus } from '../fit/corpus.ts';
import { ROOT } from '../read-rules.ts';
import { compareRulesets } from '../rules/compare-rulesets.ts';

/**
 * What publishing would change on the corpus. Honest lines newly flagged are false alarms on every reader's screen tomorrow: more of them
 * than the budget allows, and nothing is published.
 *
 * @returns sentences about what changes, and those that forbid it
 */
export function corpusGate(
  before: unknown,
  after: unknown,
  budget: number,
): { readonly changes: string; readonly forbidden: string[] } {
  const [old, now] = [tryLoad(before), tryLoad(after)];
  if (!now.ok) return { changes: '', forbidden: [`The ruleset does not load: ${now.detail}`] };
  if (!old.ok) return { changes: 'There is nothing before to compare with.', forbidden: [] };
  const diff = compareRulesets(old.ruleset, now.ruleset, readCorpus(join(ROOT, 'rules', 'corpus')));
  const alarms = diff.newlyFlagged.filter(({ honest }) => honest);
  const changes = `On the corpus: ${diff.newlyFlagged.length} newly flagged, ${diff.newlySilent.length} newly silent, ${diff.otherLevel.length} at another level.`;
  if (alarms.length <= budget) return { changes, forbidden: [] };
  return {
    changes,
    forbidden: [
      ...alarms
        .slice(0, 20)
        .map(({ row, why }) => `Honest text newly flagged (${why}): ${row.text.slice(0, 80)}`),
      `${alarms.length} honest line(s) newly flagged; the budget is ${budget} (--budget N).`,
    ],
  };
}
