import { describe, expect, it } from 'vitest';
import { examine } from '../../core/examine.ts';
import type { Item } from '../../core/item.ts';
import { checkTerms } from '../../core/ruleset/check-terms.ts';
import { loadRuleset } from '../../core/ruleset/load-ruleset.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import { buildRuleset } from '../../scripts/build-ruleset.ts';

const built = buildRuleset();
const ruleset = load();

function load(): Ruleset {
  const loaded = loadRuleset(built.compiled);
  if (!loaded.ok) throw new Error(`The rules do not load: ${loaded.error.detail}`);
  return loaded.value;
}

function firedOn(example: Pick<Item, 'text' | 'thread' | 'role'>): string[] {
  const { fired } = examine(example, ruleset).evidence;
  return fired
    .filter(({ level }) => level !== 'topic')
    .map(({ combination }) => ruleset.judge.tables.combinations[combination]!.id);
}

describe('the authored rules', () => {
  it('have no mistakes and lose nothing on loading', () => {
    expect(built.problems).toEqual([]);
    expect(ruleset.skipped).toEqual([]);
  });

  it('cover the sixteen kinds of lure, each with two positive and two negative examples at least', () => {
    const categories = built.authored.rules.map(({ rule }) => rule.category);
    expect(new Set(categories).size).toBe(16);
    for (const { rule } of built.authored.rules) {
      expect(rule.examples?.positive.length, rule.id).toBeGreaterThanOrEqual(2);
      expect(rule.examples?.negative.length, rule.id).toBeGreaterThanOrEqual(2);
      expect(rule.sources.length, rule.id).toBeGreaterThan(0);
    }
  });

  it('write every term in normal form', () => {
    expect(checkTerms(built.authored, ruleset.foldTables)).toEqual([]);
  });
});

describe.each(built.authored.rules.map(({ rule }) => rule))('rule $id', (rule) => {
  it.each(rule.examples?.positive ?? [])('fires on: $text', (example) => {
    const fired = firedOn(example);
    if (example.fires === undefined) expect(fired.some((id) => id.startsWith(`${rule.id}/`))).toBe(true);
    else expect(fired).toContain(`${rule.id}/${example.fires}`);
  });

  it.each(rule.examples?.negative ?? [])('no rule warns on: $text', (example) => {
    expect(firedOn(example)).toEqual([]);
  });
});
