import { examine } from '../examine.ts';
import type { Item } from '../item.ts';
import { isWorthReading } from '../model/glance.ts';
import type { Authored, Problem } from './authored.ts';
import type { Rule } from './rule-format.ts';
import type { Ruleset } from './ruleset.ts';

/** Fewest examples of each sort. */
const FEWEST = 2;

/**
 * Runs the examples of every rule against the whole ruleset: a positive one must be worth reading at a glance and make a warning combination of its own rule fire (the named one, if
 * `fires` names it), a negative one none of any rule.
 */
export function checkExamples({ rules }: Authored, ruleset: Ruleset): Problem[] {
  const problems: Problem[] = [];
  for (const { file, rule } of rules) {
    if (rule.status !== 'active') continue;
    if (rule.sources.length === 0)
      problems.push({ file, path: 'sources', message: 'A rule that accuses needs a source.' });
    const { positive = [], negative = [] } = rule.examples ?? {};
    for (const [sort, list] of [
      ['positive', positive],
      ['negative', negative],
    ] as const) {
      if (list.length < FEWEST)
        problems.push({
          file,
          path: `examples.${sort}`,
          message: `At least ${FEWEST} ${sort} examples, there are ${list.length}.`,
        });
    }
    positive.forEach((example, at) => {
      const fired = warnings(example, ruleset).filter((id) => id.startsWith(`${rule.id}/`));
      const wanted = example.fires === undefined ? undefined : `${rule.id}/${example.fires}`;
      const fires = wanted === undefined ? fired.length > 0 : fired.includes(wanted);
      if (fires && isSeen(example, ruleset)) return;
      const message = fires
        ? `“${example.text}” is passed over at a glance: its characters are those of ordinary talk. Fit anew with such texts in rules/corpus.`
        : `${wanted ?? 'no combination of the rule'} does not fire on “${example.text}” (fired: ${fired.join(', ') || 'none'}).`;
      problems.push({ file, path: `examples.positive.${at}`, message });
    });
    negative.forEach((example, at) => {
      const fired = warnings(example, ruleset);
      if (fired.length > 0)
        problems.push({
          file,
          path: `examples.negative.${at}`,
          message: `${fired.join(', ')} fires on “${example.text}”.`,
        });
    });
  }
  return problems;
}

type Example = NonNullable<Rule['examples']>['positive'][number];

const itemOf = ({ text, thread, role }: Example): Item => ({
  text,
  ...(thread !== undefined && { thread }),
  ...(role !== undefined && { role }),
});

/** Whether the fitted part's glance lets the example be read at all. */
const isSeen = (example: Example, { model }: Ruleset): boolean =>
  model === undefined || isWorthReading(itemOf(example), model.glance);

function warnings(example: Example, ruleset: Ruleset): string[] {
  const { evidence } = examine(itemOf(example), ruleset);
  return evidence.fired
    .filter(({ level }) => level === 'danger' || level === 'caution')
    .map(({ combination }) => ruleset.judge.tables.combinations[combination]!.id);
}
