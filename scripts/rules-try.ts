import './plain-errors.ts';
import { existsSync, readFileSync } from 'node:fs';
import { text as textOf } from 'node:stream/consumers';
import { explain, type DecidedBy, type Explanation } from '../core/explain.ts';
import { ROLES, type Item, type Role } from '../core/item.ts';
import { loadRuleset } from '../core/ruleset/load-ruleset.ts';
import type { Ruleset } from '../core/ruleset/ruleset.ts';
import { buildRuleset } from './build-ruleset.ts';
import { readBase } from './channel/team-overlay.ts';
import { readArguments } from './read-arguments.ts';

/** `npm run rules:try`: shows what the rules make of a text. */
const USAGE = `npm run rules:try -- TEXT | FILE | -   what the rules make of a text, of a file as one item, or of standard input
  --lines            every line is one item
  --thread TEXT      what the item stands under
  --role NAME        what it is: ${ROLES.join(', ')}
  --ruleset FILE     a compiled ruleset; else rules are built from rules/
  --json             the explanation as JSON`;
const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: {
    ruleset: { type: 'string' },
    thread: { type: 'string' },
    role: { type: 'string' },
    lines: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const given = positionals[0];
if (given === undefined) throw new Error('Give a text or a file: npm run rules:try -- "专业征信修复"');
if (values.role !== undefined && !ROLES.includes(values.role as Role))
  throw new Error(`--role is one of ${ROLES.join(', ')}.`);
const ruleset = load();
const whole =
  given === '-' ? await textOf(process.stdin) : existsSync(given) ? readFileSync(given, 'utf8') : given;
const texts = values.lines ? whole.split('\n').filter((line) => line.trim() !== '') : [whole];
for (const text of texts) {
  const item: Item = {
    text,
    ...(values.thread !== undefined && { thread: values.thread }),
    ...(values.role !== undefined && { role: values.role as Role }),
  };
  const explanation = explain(item, ruleset);
  console.log(values.json ? JSON.stringify({ text, ...explanation }) : told(text, explanation));
}

function load(): Ruleset {
  const built = values.ruleset === undefined ? buildRuleset() : undefined;
  if (built !== undefined && built.compiled === undefined)
    throw new Error('The rules have mistakes: run npm run rules:lint.');
  const loaded = loadRuleset(built?.compiled ?? readBase(values.ruleset!));
  if (!loaded.ok) throw new Error(`The ruleset does not load: ${loaded.error.detail}`);
  return loaded.value;
}

function told(
  text: string,
  { verdict, folded, signals, fired, scores, decidedBy, aboutDebt }: Explanation,
): string {
  const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
  const lines = [
    `原文 text       ${text.trim()}`,
    `读作 read as    ${folded}`,
    `结论 verdict    ${verdict.level}  ${percent(verdict.score)}  ${verdict.category}`,
    `判定 decided    ${why(decidedBy)}`,
  ];
  if (scores)
    lines.push(
      `模型 model      lure ${percent(scores.lure)}  debt ${percent(scores.debt)}  severe ${percent(scores.severe)}`,
    );
  lines.push(`债务 about debt ${aboutDebt ? '是 yes' : '否 no'}`);
  for (const { id, level, words } of fired)
    lines.push(`组合 fired      ${id} (${level}): ${words.join(' + ')}`);
  for (const { id, kind, text: words, disguised, stances } of signals)
    lines.push(
      `信号 signal     ${id} [${kind}] 「${words}」${disguised ? ' 伪装 disguised' : ''}${stances.length > 0 ? ` ✗ ${stances.join(', ')}` : ''}`,
    );
  return lines.join('\n') + '\n';
}

function why(decided: DecidedBy): string {
  switch (decided.by) {
    case 'rule':
      return `规则 rule ${decided.combination}`;
    case 'model':
      return `模型 model: ${decided.words.map((word) => `「${word}」`).join(' ')}`;
    case 'spoken-against':
      return `未提示：被否定、引用或警示 not flagged: ${decided.stances.join(', ')}`;
    case 'below-threshold':
      return '未提示：证据不足 not flagged: not enough evidence';
    case 'glance':
      return '未提示：一眼看去是日常用语，没有细读 not flagged: ordinary talk at a glance, not read';
    case 'not-about-debt':
      return '未提示：与债务无关 not flagged: not about debt';
  }
}
