import type { Authored } from './authored.ts';
import { FORMAT, type CompiledRuleset } from './format.ts';
import type { Rule } from './rule-format.ts';
import type { SignalGroup } from './signal-format.ts';

/** Sections that other parts of the project compile themselves. */
export type OtherSections = Pick<CompiledRuleset, 'sites'> &
  Partial<Pick<CompiledRuleset, 'folding' | 'guidance' | 'channels' | 'model'>>;

/**
 * Makes the compiled ruleset from authored files that were found in order by `readAuthored`: retired and draft rules, examples, sources and
 * rejected ideas stay behind.
 *
 * @throws if there is no policy: the caller reports problems first
 */
export function compileRuleset(
  authored: Authored,
  other: OtherSections,
  stamp: { version: string; createdAt: string },
): CompiledRuleset {
  if (authored.policy === undefined) throw new Error('A ruleset needs rules/policy.yaml.');
  return {
    format: FORMAT,
    version: stamp.version,
    createdAt: stamp.createdAt,
    minEngine: 1,
    policy: authored.policy,
    signals: authored.groups.map(({ group }) => forClients(group)),
    rules: authored.rules
      .filter(({ rule }) => rule.status === 'active')
      .map(({ rule }) => ruleForClients(rule)),
    disabled: [],
    ...other,
  };
}

function forClients({ sources: _sources, rejected: _rejected, ...group }: SignalGroup): Partial<SignalGroup> {
  return group;
}

function ruleForClients({
  sources: _sources,
  rejected: _rejected,
  examples: _examples,
  ...rule
}: Rule): Partial<Rule> {
  return rule;
}
