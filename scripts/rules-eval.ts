import './plain-errors.ts';
import { fileURLToPath } from 'node:url';
import { CATEGORIES, isWarning } from '../core/verdict.ts';
import { fitCategories, likeliest } from './fit/categories.ts';
import { isLure, readCorpus, type Row } from './fit/corpus.ts';
import { crossFit, readMaterial } from './fit/fit.ts';
import { textsWithout, voicesOf } from './fit/folds.ts';
import { judgeHeldOut } from './fit/held-out.ts';
import {
  figuresBy,
  figuresOf,
  percent,
  percentWithInterval,
  shareOf,
  type Figures,
  type Judged,
  type Share,
} from './fit/measure.ts';
import { judgeReal, realFigures } from './fit/real-texts.ts';
import { chooseThresholds, decisionOf } from './fit/thresholds.ts';
import { readRuleset } from './ruleset-file.ts';
import { wholeNumber } from './whole-number.ts';
import { readArguments } from './read-arguments.ts';

/**
 * `npm run rules:eval`: honest figures. Every text is judged by heads that have not seen its
 * voice, with gate and thresholds chosen on the other
 * voices. rules/held-out and third-party texts, where present, are judged with the ruleset as shipped.
 */
const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const USAGE = `npm run rules:eval   honest figures of the text model (docs/detection.md)
  --groups N         deal the voices into so many fits, faster; else each voice is left out once
  --errors N         how many errors are listed: 12
  --json             the figures as JSON`;
const { values } = readArguments(USAGE, {
  options: {
    groups: { type: 'string' },
    errors: { type: 'string', default: '12' },
    json: { type: 'boolean', default: false },
  },
});

const groupCount = values.groups === undefined ? undefined : wholeNumber('--groups', values.groups, 2);
const mostErrors = wholeNumber('--errors', values.errors);
const rows = readCorpus(path('../rules/corpus'));
const ruleset = readRuleset();
const material = readMaterial(rows, ruleset, path('../rules/corpus/background-ngrams.tsv'));
const voices = voicesOf(material.texts);
const { scored } = crossFit(material, groupCount ?? voices.length);

const judged: Judged[] = voices.flatMap((voice) => {
  const policy = chooseThresholds(
    scored.filter(({ text }) => text.row.voice !== voice),
    ruleset.policy,
  );
  return scored
    .filter(({ text }) => text.row.voice === voice)
    .map((one) => ({ row: one.text.row, ...decisionOf(one, policy) }));
});

const categories = categoryShare();
const heldOut = judgeHeldOut(path('../rules/held-out'), ruleset);
const realFolder = path('../../shared/corpus/real');
const real = judgeReal(realFolder, ruleset);
const missing = ['lures', 'honest', 'normal'].filter((set) => !real.some((one) => one.set === set));
if (missing.length > 0)
  console.error(
    `Third-party texts not found in ${realFolder}: ${missing.join(', ')}. Figures on them are left out (docs/architecture.md).`,
  );

if (values.json) {
  const asObject = (map: Map<string, unknown>): object => Object.fromEntries(map);
  console.log(
    JSON.stringify({
      pooled: figuresOf(judged),
      heldOut: { ...figuresOf(heldOut.judged), category: heldOut.category },
      byVoice: asObject(figuresBy(judged, (row) => row.voice)),
      byCategory: asObject(figuresBy(judged, (row) => row.category)),
      byRole: asObject(figuresBy(judged, (row) => row.role)),
      categories,
      real: asObject(realFigures(real)),
    }),
  );
} else {
  report();
}

/** Of the lures caught, how many got the right category from weights that have not seen their voice. Eight fits. */
function categoryShare(): Share {
  const caught = new Set(
    judged.filter(({ row, level }) => isLure(row) && isWarning(level)).map(({ row }) => row),
  );
  let right = 0;
  for (let group = 0; group < 8; group++) {
    const held = new Set(voices.filter((_, index) => index % 8 === group));
    const weights = fitCategories(textsWithout(material.texts, held), material.shared.gramCount);
    for (const text of material.texts) {
      if (!held.has(text.row.voice) || !caught.has(text.row)) continue;
      if (CATEGORIES[likeliest(text, weights)] === text.row.category) right++;
    }
  }
  return shareOf(right, caught.size);
}

function report(): void {
  console.log(
    `${rows.length} texts, ${voices.length} voices; each judged without its voice, thresholds chosen without it\n`,
  );
  summary(judged, categories);
  console.log(
    `\n${heldOut.judged.length} texts of rules/held-out, never fitted on; the ruleset as shipped\n`,
  );
  summary(heldOut.judged, heldOut.category);
  console.log(`\nlevels given (rows: label)  ${levelTable()}`);
  table(
    'voice',
    figuresBy(judged, (row) => row.voice),
  );
  table(
    'category',
    figuresBy(judged, (row) => row.category),
  );
  table(
    'role',
    figuresBy(judged, (row) => row.role),
  );
  for (const [name, share] of realFigures(real)) {
    const rate =
      name === 'normal' ? `${(1e4 * share.share).toFixed(1)} of 10,000` : `${percentWithInterval(share)} %`;
    console.log(`${name.padEnd(40)} flagged ${rate} (${share.hit}/${share.of})`);
  }
  errors(
    'Honest texts warned on, worst first',
    judged.filter(({ row, level }) => !isLure(row) && isWarning(level)),
    -1,
  );
  errors(
    'Lures missed, worst first',
    judged.filter(({ row, level }) => isLure(row) && !isWarning(level)),
    1,
  );
  for (const one of real.filter(({ set, level }) => set === 'normal' && isWarning(level as 'none'))) {
    console.log(
      `ordinary text flagged: ${one.score.toFixed(2)} ${one.text.slice(0, 120).replaceAll('\n', '⏎')}`,
    );
  }
}

function summary(texts: readonly Judged[], categories: Share): void {
  const f = figuresOf(texts);
  const line = (title: string, ...shares: Share[]): void =>
    console.log(title.padEnd(28) + shares.map(percentWithInterval).join(' / '));
  line('recall (caution or above)', f.recall);
  line('  plain / disguised', f.recallPlain, f.recallDisguised);
  line('honest (topic) flagged', f.topicFlagged);
  line('unrelated (none) flagged', f.noneFlagged);
  line('precision / of danger', f.precision, f.dangerPrecision);
  line('category right of caught', categories);
}

function levelTable(): string {
  const count = (label: string, given: string): number =>
    judged.filter(({ row, level }) => row.level === label && level === given).length;
  const levels = ['danger', 'caution', 'topic', 'none'];
  return levels
    .map((label) => `${label}: ${levels.map((given) => `${count(label, given)} ${given}`).join(', ')}`)
    .join(' | ');
}

function table(title: string, groups: Map<string, Figures>): void {
  console.log(`\n${title.padEnd(18)} lures  recall  plain  disguised | topic  flagged | none  flagged`);
  for (const [name, f] of groups) {
    console.log(
      `${name.padEnd(18)} ${String(f.recall.of).padStart(5)} ${percent(f.recall).padStart(7)} ${percent(f.recallPlain).padStart(6)} ${percent(f.recallDisguised).padStart(10)} |` +
        ` ${String(f.topicFlagged.of).padStart(5)} ${percent(f.topicFlagged).padStart(8)} | ${String(f.noneFlagged.of).padStart(4)} ${percent(f.noneFlagged).padStart(8)}`,
    );
  }
}

function errors(title: string, list: readonly Judged[], order: 1 | -1): void {
  console.log(`\n${title} (${list.length})`);
  const show = ({ row, score }: { row: Row; score: number }): string =>
    `${score.toFixed(2)} ${row.voice} ${row.category} ${row.role} | ${(row.thread ?? '').slice(0, 40)} | ${row.text.slice(0, 110)}`.replaceAll(
      '\n',
      '⏎',
    );
  for (const one of [...list].sort((a, b) => order * (a.score - b.score)).slice(0, mostErrors))
    console.log(show(one));
}
