import { buildJudgeTables, termSpecs } from '../core/judge/judge-tables.ts';
import { readAuthored, type Authored, type Problem } from '../core/ruleset/authored.ts';
import { checkRefs } from '../core/ruleset/check-refs.ts';
import { compileRuleset } from '../core/ruleset/compile.ts';
import type { CompiledRuleset } from '../core/ruleset/format.ts';
import { readOtherSections } from './other-sections.ts';
import { ROOT, readRuleFiles } from './read-rules.ts';

interface BuiltRuleset {
  readonly authored: Authored;
  readonly problems: readonly Problem[];
  /** Undefined when there are problems. */
  readonly compiled: CompiledRuleset | undefined;
  readonly terms: number;
}

/** Builds the whole ruleset from `rules/`: rules and signals, then the sections of others. Deterministic but for the time stamp. */
export function buildRuleset(root = ROOT, now = new Date()): BuiltRuleset {
  const authored = readAuthored(readRuleFiles(root));
  // A file left out for its own mistakes would make every reference to it look wrong.
  const problems = authored.problems.length > 0 ? [...authored.problems] : checkRefs(authored);
  const groups = authored.groups.map(({ group }) => group);
  const rules = authored.rules.map(({ rule }) => rule).filter(({ status }) => status === 'active');
  const terms = problems.length > 0 ? [] : termSpecs(buildJudgeTables(groups, rules));
  const other = readOtherSections(root, terms);
  problems.push(...other.problems);
  if (problems.length > 0) return { authored, problems, compiled: undefined, terms: 0 };
  const version = `${now.toISOString().slice(0, 10).replaceAll('-', '.')}-1`;
  return {
    authored,
    problems,
    compiled: compileRuleset(authored, other.sections, { version, createdAt: now.toISOString() }),
    terms: terms.length,
  };
}
