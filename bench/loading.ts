import { loadRuleset } from '../core/ruleset/load-ruleset.ts';
import type { Ruleset } from '../core/ruleset/ruleset.ts';
import { leastTimes } from './rounds.ts';

/** What it costs to have a ruleset in a page. */
interface LoadingFigures {
  /** Milliseconds from JSON text to a ruleset ready to judge with. */
  readonly loadMs: number;
  readonly terms: number;
  readonly patterns: number;
  readonly rulesetKB: number;
  readonly foldingKB: number;
  readonly modelKB: number;
  /** Kilobytes held by matcher, fold tables and gram tables. */
  readonly memoryKB: number;
}

const kilobytes = (bytes: number): number => Math.round(bytes / 1024);

export function measureLoading(json: string, rounds: number): LoadingFigures {
  const load = (): Ruleset => {
    const loaded = loadRuleset(JSON.parse(json));
    if (!loaded.ok) throw new Error(`The built ruleset does not load: ${loaded.error.detail}`);
    return loaded.value;
  };
  const times = leastTimes({ load: () => load().rules.length }, rounds);
  const { matcher, foldTables, model, sections } = load();
  const { numbers, index, sieve } = matcher;
  const held = [
    numbers,
    index.cells,
    index.lists,
    sieve.triples,
    sieve.pairs,
    foldTables.entry,
    foldTables.quick,
    foldTables.secondParts,
    ...(model === undefined
      ? []
      : [
          model.grams.set.bits,
          model.grams.set.before,
          model.grams.rows,
          model.categories.table.set.bits,
          model.categories.table.set.before,
          model.categories.table.from,
          model.categories.table.pairs,
        ]),
  ];
  const sizeOf = (section: unknown): number => kilobytes(Buffer.byteLength(JSON.stringify(section) ?? ''));
  return {
    loadMs: times.get('load')!,
    terms: matcher.terms.length,
    patterns: matcher.patterns,
    rulesetKB: kilobytes(Buffer.byteLength(json)),
    foldingKB: sizeOf(sections.folding),
    modelKB: sizeOf(sections.model),
    memoryKB: kilobytes(held.reduce((sum, { byteLength }) => sum + byteLength, 0)),
  };
}
