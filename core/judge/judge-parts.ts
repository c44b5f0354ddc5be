import { featureNames, layOutFeatures, type FeatureLayout } from './feature-layout.ts';
import { buildJudgeTables, type JudgeTables } from './judge-tables.ts';
import type { Evidence } from './evidence.ts';
import { createScratch, type Scratch } from './scratch.ts';

/** The judge's part of a loaded ruleset. */
export interface JudgeParts {
  readonly tables: JudgeTables;
  readonly layout: FeatureLayout;
  readonly scratch: Scratch;
  /** Evidence of an item with no hit, no thread and no author, by role: the same for all of them. */
  readonly silent: Evidence[];
}

export function buildJudgeParts(...args: Parameters<typeof buildJudgeTables>): JudgeParts {
  const tables = buildJudgeTables(...args);
  const layout = layOutFeatures(tables.signals.length, tables.combinations.length);
  return { tables, layout, scratch: createScratch(tables, layout), silent: [] };
}

/** Names of the features in `Evidence.features`, by index. */
export function evidenceFeatureNames(ruleset: { readonly judge: JudgeParts }): string[] {
  return featureNames(ruleset.judge.tables);
}
