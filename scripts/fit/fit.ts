import { evidenceFeatureNames } from '../../core/judge/judge.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import { isLure, withPlainTwins, type Row } from './corpus.ts';
import { prepare, readBackground, type Prepared, type Vocabulary } from './examples.ts';
import { outOfFold } from './folds.ts';
import { calibrate, type Heads, type Margins } from './heads.ts';
import { writeOrdinaryTexts } from './ordinary-texts.ts';
import { toScores, type Calibrations, type Scored } from './thresholds.ts';

/** How many made-up ordinary texts join the fit: one for every three or four texts of the corpus. */
const ORDINARY_TEXTS = 12_000;

/** The corpus read through the engine, with all that a fit needs. */
export interface Material {
  readonly texts: readonly Prepared[];
  readonly vocabulary: Vocabulary;
  readonly featureNames: readonly string[];
  readonly shared: {
    readonly gramCount: number;
    readonly featureCount: number;
    readonly background: Float64Array;
    readonly backgroundDocuments: number;
  };
}

export function readMaterial(rows: readonly Row[], ruleset: Ruleset, backgroundFile: string): Material {
  const ordinary = writeOrdinaryTexts(backgroundFile, ORDINARY_TEXTS);
  const { prepared, vocabulary } = prepare([...withPlainTwins(rows), ...ordinary], ruleset);
  const background = readBackground(backgroundFile, vocabulary);
  const featureNames = evidenceFeatureNames(ruleset);
  return {
    texts: prepared,
    vocabulary,
    featureNames,
    shared: {
      gramCount: vocabulary.hashes.length,
      featureCount: featureNames.length,
      background: background.counts,
      backgroundDocuments: background.documents,
    },
  };
}

/** Calibration on margins of texts whose voice the heads have not seen. */
function calibrateHeads(margins: ReadonlyMap<Prepared, Margins>): Calibrations {
  const all = [...margins];
  const lures = all.filter(([{ row }]) => isLure(row));
  return {
    lure: calibrate(
      all.map(([, m]) => m.lure),
      all.map(([{ row }]) => isLure(row)),
    ),
    debt: calibrate(
      all.map(([, m]) => m.debt),
      all.map(([{ row }]) => row.level !== 'none'),
    ),
    severe: calibrate(
      lures.map(([, m]) => m.severe),
      lures.map(([{ row }]) => row.level === 'danger'),
    ),
  };
}

/** Every text judged by heads that have not seen its voice. */
export interface CrossFit {
  readonly margins: ReadonlyMap<Prepared, Margins>;
  readonly calibration: Calibrations;
  readonly scored: readonly Scored[];
}

/**
 * Scores every text with heads that have not seen its voice.
 *
 * @param groups - see `outOfFold`
 * @param onHeads - see `outOfFold`
 */
export function crossFit(
  material: Material,
  groups: number,
  onHeads?: (held: ReadonlySet<string>, heads: Heads) => void,
): CrossFit {
  const margins = outOfFold(material.texts, groups, material.shared, onHeads);
  const calibration = calibrateHeads(margins);
  const scored = [...margins].map(([text, m]) => ({ text, scores: toScores(m, calibration) }));
  return { margins, calibration, scored };
}
