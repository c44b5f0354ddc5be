import { assess } from '../../core/assess.ts';
import { examine } from '../../core/examine.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import { isWarning, type Level, type Verdict } from '../../core/verdict.ts';
import type { Row } from '../fit/corpus.ts';

/** One corpus line that two rulesets judge differently. */
export interface Change {
  readonly row: Row;
  readonly from: Level;
  readonly to: Level;
  /** Labelled topic or none. */
  readonly honest: boolean;
  /** Rules behind the verdict that warns. */
  readonly why: string;
}

interface RulesetDiff {
  readonly newlyFlagged: readonly Change[];
  readonly newlySilent: readonly Change[];
  /** Flagged by both, at another level. */
  readonly otherLevel: readonly Change[];
  /** Rules that fire nowhere on the corpus after the change but did before. */
  readonly nowDead: readonly string[];
  /** Rules that fire nowhere on the corpus, before or after. */
  readonly dead: readonly string[];
}

/** Judges a corpus with two rulesets and tells what changed. Pure. */
export function compareRulesets(before: Ruleset, after: Ruleset, rows: readonly Row[]): RulesetDiff {
  const newlyFlagged: Change[] = [];
  const newlySilent: Change[] = [];
  const otherLevel: Change[] = [];
  const fired = { before: new Set<string>(), after: new Set<string>() };
  for (const row of rows) {
    for (const { rule } of examine(row, before).evidence.fired) fired.before.add(rule);
    for (const { rule } of examine(row, after).evidence.fired) fired.after.add(rule);
    const old = assess(row, before);
    const now = assess(row, after);
    if (old.level === now.level) continue;
    const was = isWarning(old.level);
    const is = isWarning(now.level);
    const change: Change = {
      row,
      from: old.level,
      to: now.level,
      honest: !isWarning(row.level),
      why: reasons(is ? now : old),
    };
    if (!was && is) newlyFlagged.push(change);
    else if (was && !is) newlySilent.push(change);
    else if (was && is) otherLevel.push(change);
  }
  const silent = after.rules.map(({ id }) => id).filter((id) => !fired.after.has(id));
  return {
    newlyFlagged,
    newlySilent,
    otherLevel,
    nowDead: silent.filter((id) => fired.before.has(id)),
    dead: silent.filter((id) => !fired.before.has(id)),
  };
}

function reasons({ reasons: list }: Verdict): string {
  return [...new Set(list.map(({ signal }) => signal))].slice(0, 4).join(', ');
}
