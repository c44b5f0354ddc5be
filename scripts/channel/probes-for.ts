import { assess } from '../../core/assess.ts';
import { readAuthored } from '../../core/ruleset/authored.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import { isWarning } from '../../core/verdict.ts';
import { MAX_PROBES, type Probe } from '../../updates/probes.ts';
import { readRuleFiles } from '../read-rules.ts';

/** Probes for a ruleset: the examples of the rule files that hold on it, as many honest as lures where possible. */
export function probesFor(ruleset: Ruleset): Probe[] {
  const { rules } = readAuthored(readRuleFiles());
  const of = (flagged: boolean): Probe[] =>
    rules
      .flatMap(({ rule }) => rule.examples?.[flagged ? 'positive' : 'negative'] ?? [])
      .map(({ text, thread }): Probe => ({ text, ...(thread !== undefined && { thread }), flagged }))
      .filter((probe) => probe.text.length <= 2000 && isWarning(assess(probe, ruleset).level) === flagged)
      .slice(0, MAX_PROBES / 2);
  return [...of(true), ...of(false)];
}
