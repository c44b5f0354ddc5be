import { describe, expect, it } from 'vitest';
import { assess } from '../../../core/assess.ts';
import { ENGINE, FORMAT } from '../../../core/ruleset/format.ts';
import { loadInSteps, loadRuleset } from '../../../core/ruleset/load-ruleset.ts';
import type { Ruleset } from '../../../core/ruleset/ruleset.ts';
import { buildRuleset } from '../../../scripts/build-ruleset.ts';

const compiled = structuredClone(buildRuleset().compiled!) as unknown as Record<string, unknown> & {
  rules: Record<string, unknown>[];
  signals: Record<string, unknown>[];
};
const ruleCount = compiled.rules.length;

function load(change: Partial<Record<string, unknown>>): Ruleset {
  const result = loadRuleset({ ...compiled, ...change });
  if (!result.ok) throw new Error(result.error.detail);
  return result.value;
}
const why = (ruleset: Ruleset): string[] =>
  ruleset.skipped.map(({ section, id, because }) => `${section} ${id} ${because}`);

describe('loading a ruleset', () => {
  it('takes the whole built ruleset', () => {
    const ruleset = load({});
    expect(ruleset.skipped).toEqual([]);
    expect(ruleset.rules).toHaveLength(ruleCount);
    expect(ruleset.rules[0]!.why['zh-CN']).not.toBe('');
  });

  it('comes in many steps to the same ruleset, whatever is loaded and judged between them', () => {
    const whole = load({});
    const steps = loadInSteps(compiled);
    let paused = 0;
    for (;;) {
      const step = steps.next();
      if (step.done) {
        if (!step.value.ok) throw new Error(step.value.error.detail);
        const { index, sieve, verifier } = step.value.value.matcher;
        expect(index).toEqual(whole.matcher.index);
        expect(sieve).toEqual(whole.matcher.sieve);
        expect(verifier).toEqual(whole.matcher.verifier);
        expect(step.value.value.judge.tables).toEqual(whole.judge.tables);
        break;
      }
      paused++;
      // Folding uses buffers that the loader uses too.
      assess({ text: '停.息.挂.账，加v详聊' }, whole);
    }
    expect(paused).toBeGreaterThan(15);
  });

  it('skips a broken rule, counts it and keeps the others', () => {
    const ruleset = load({
      rules: [{ ...compiled.rules[0], combinations: 'none' }, ...compiled.rules.slice(1)],
    });
    expect(why(ruleset)).toEqual([`rules ${String(compiled.rules[0]!.id)} broken`]);
    expect(ruleset.rules).toHaveLength(ruleCount - 1);
  });

  it('skips a rule made for a newer engine without reading the rest of it', () => {
    const newer = { id: 'new-kind', minEngine: ENGINE + 1, whatever: [] };
    const ruleset = load({ rules: [...compiled.rules, newer] });
    expect(why(ruleset)).toEqual(['rules new-kind too-new']);
    expect(ruleset.rules).toHaveLength(ruleCount);
  });

  it('skips what an update switched off', () => {
    const id = String(compiled.rules[2]!.id);
    const ruleset = load({ disabled: [{ id, because: '误报太多' }] });
    expect(why(ruleset)).toEqual([`rules ${id} disabled`]);
    expect(ruleset.rules.map((rule) => rule.id)).not.toContain(id);
  });

  it('drops combinations that name signals of a skipped group, and only those', () => {
    const ruleset = load({ signals: compiled.signals.filter(({ id }) => id !== 'steer') });
    expect(why(ruleset).every((line) => line.startsWith('rules ') && line.endsWith('broken'))).toBe(true);
    expect(ruleset.skipped.length).toBeGreaterThan(0);
    expect(ruleset.rules).toHaveLength(ruleCount);
  });

  it('ignores keys it does not know', () => {
    const ruleset = load({
      later: true,
      rules: compiled.rules.map((rule) => ({ ...rule, later: { deep: 1 } })),
    });
    expect(ruleset.skipped).toEqual([]);
  });

  it('keeps the first of two rules with one id', () => {
    const ruleset = load({ rules: [...compiled.rules, compiled.rules[0]!] });
    expect(ruleset.rules).toHaveLength(ruleCount);
    expect(ruleset.skipped).toHaveLength(1);
  });

  it.each([
    ['another format', { format: FORMAT + 1 }, 'broken'],
    ['a newer engine', { minEngine: ENGINE + 1 }, 'too-new'],
    ['no folding', { folding: undefined }, 'broken'],
    ['no policy', { policy: {} }, 'broken'],
  ])('refuses a ruleset with %s as a value, not by throwing', (_, change, reason) => {
    const result = loadRuleset({ ...compiled, ...change });
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.error.reason).toBe(reason);
  });

  it.each([null, undefined, 3, 'text', [], {}])('refuses %j', (value) => {
    expect(loadRuleset(value).ok).toBe(false);
  });
});
