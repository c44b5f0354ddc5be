import { evidenceFeatureNames } from '../../core/judge/judge.ts';
import type { Joint } from '../../core/model/join-heads.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import type { FoldTables } from '../../core/text/fold-tables.ts';
import { isLure, withPlainTwins, type Row } from './corpus.ts';
import { prepare, readBackground, type Prepared, type Vocabulary } from './examples.ts';
import { outOfFold, textsWithout } from './folds.ts';
import { fitGlance, type GlanceWeights, leastLook, looksOf, readyGlance } from './glance.ts';
import { calibrate, type Heads, type Margins } from './heads.ts';
import { fitJoint, joinMargins } from './join.ts';
import { writeOrdinaryTexts } from './ordinary-texts.ts';
import { toScores, type Calibrations, type Scored } from './thresholds.ts';

/** How many made-up ordinary texts join the fit of the heads: one for every four or five texts of the corpus. */
const ORDINARY_TEXTS = 56_000;
/** How many join that of the glance, whose whole business they are. */
const GLANCED_TEXTS = 60_000;

/** The corpus read through the engine, with all that a fit needs. */
interface Material {
  readonly texts: readonly Prepared[];
  readonly vocabulary: Vocabulary;
  readonly featureNames: readonly string[];
  readonly foldTables: FoldTables;
  /**
   * The glance that is shipped. It tells small talk, so the texts cannot be read without it: the one thing in cross validation that has seen
   * the voices held out, some thousand weights fitted on a hundred times as many texts.
   */
  readonly glance: GlanceWeights;
  /** Ordinary texts that the glance alone is fitted on. */
  readonly onlyGlanced: readonly Row[];
  readonly shared: {
    readonly gramCount: number;
    readonly featureCount: number;
    readonly background: Float64Array;
    readonly backgroundDocuments: number;
  };
}

export function readMaterial(rows: readonly Row[], ruleset: Ruleset, backgroundFile: string): Material {
  const written = writeOrdinaryTexts(backgroundFile, GLANCED_TEXTS);
  const texts = [...withPlainTwins(rows), ...written.slice(0, ORDINARY_TEXTS)];
  const onlyGlanced = written.slice(ORDINARY_TEXTS);
  const { foldTables } = ruleset;
  const glance = fitGlance([...texts, ...onlyGlanced], foldTables);
  const { prepared, vocabulary } = prepare(texts, ruleset, readyGlance(glance, foldTables));
  const background = readBackground(backgroundFile, vocabulary);
  const featureNames = evidenceFeatureNames(ruleset);
  return {
    texts: prepared,
    vocabulary,
    featureNames,
    foldTables,
    glance,
    onlyGlanced,
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

/** Every text judged by what has not seen its voice. */
interface CrossFit {
  readonly margins: ReadonlyMap<Prepared, Margins>;
  readonly calibration: Calibrations;
  /** Fitted on all margins. */
  readonly joint: Joint;
  /** From where on a glance lets items be read. */
  readonly leastLook: number;
  readonly scored: readonly Scored[];
}

/**
 * Scores every text with heads, a joint judgement and a glance that have not seen its voice.
 *
 * @param groups - see `outOfFold`
 * @param onHeads - see `outOfFold`
 */
export function crossFit(
  material: Material,
  groups: number,
  onHeads?: (held: ReadonlySet<string>, heads: Heads) => void,
): CrossFit {
  const { texts, shared, foldTables } = material;
  const looks = new Map<Prepared, number>();
  const heldOut: ReadonlySet<string>[] = [];
  const margins = outOfFold(texts, groups, shared, (held, heads) => {
    heldOut.push(held);
    const glance = readyGlance(glanceOn(textsWithout(texts, held), material), foldTables);
    const judged = texts.filter(({ row }) => held.has(row.voice));
    looksOf(rowsOf(judged), glance).forEach((look, index) => looks.set(judged[index]!, look));
    onHeads?.(held, heads);
  });
  const calibration = calibrateHeads(margins);
  const joined = heldOut.flatMap((held) => {
    const joint = fitJoint(new Map([...margins].filter(([{ row }]) => !held.has(row.voice))));
    return [...margins]
      .filter(([{ row }]) => held.has(row.voice))
      .map(([text, m]) => ({ text, scores: toScores(joinMargins(text, m, joint), m, calibration) }));
  });
  const lures = joined.filter(({ text }) => isLure(text.row));
  const least = leastLook(
    lures.map(({ text }) => looks.get(text)!),
    lures.map(({ scores }) => scores.lure),
  );
  const scored = joined.map((one) => ({ ...one, passedOver: looks.get(one.text)! < least }));
  return { margins, calibration, joint: fitJoint(margins), leastLook: least, scored };
}

/** The glance fitted on some of the texts. */
const glanceOn = (texts: readonly Prepared[], { onlyGlanced, foldTables }: Material): GlanceWeights =>
  fitGlance([...rowsOf(texts), ...onlyGlanced], foldTables);

const rowsOf = (texts: readonly Prepared[]): Row[] => texts.map(({ row }) => row);
