import { buildJudgeParts, judge, summarize, type JudgeParts } from '../../../core/judge/judge.ts';
import type { Evidence } from '../../../core/judge/evidence.ts';
import { addHit, createHits, type Hits } from '../../../core/match/hits.ts';
import type { FoldedSpans } from '../../../core/judge/segments.ts';
import type { Role } from '../../../core/item.ts';
import { Rule } from '../../../core/ruleset/rule-format.ts';
import { SignalGroup } from '../../../core/ruleset/signal-format.ts';

const MARK = /[\s\p{P}\p{S}]/u;

/** Folds the plainest way: every character that is no punctuation is a unit. Enough to test the judge apart from the engine. */
export function foldPlainly(text: string): FoldedSpans & { readonly units: string } {
  const start: number[] = [];
  const gap: number[] = [];
  let units = '';
  let skipped = false;
  for (let at = 0; at < text.length; at++) {
    if (MARK.test(text[at]!)) {
      skipped = true;
      continue;
    }
    start.push(at);
    gap.push(skipped ? 5 : 0);
    units += text[at];
    skipped = false;
  }
  return { text, units, length: start.length, start, end: start.map((at) => at + 1), gap };
}

export function matchPlainly(folded: ReturnType<typeof foldPlainly>, parts: JudgeParts): Hits {
  const found: { term: number; from: number; to: number }[] = [];
  parts.tables.terms.forEach(({ text }, term) => {
    for (let from = folded.units.indexOf(text); from >= 0; from = folded.units.indexOf(text, from + 1))
      found.push({ term, from, to: from + text.length });
  });
  const hits = createHits();
  for (const { term, from, to } of found.sort((a, b) => a.to - b.to)) addHit(hits, term, from, to, 0);
  return hits;
}

type Signals = Record<string, object>;
const texts = { 'zh-CN': '标题', 'zh-TW': '標題', en: 'title' };

/** Signal groups `group: { signal: {...} }` with kinds, and one rule with the given combinations. */
export function partsOf(
  groups: Record<string, { kind: string; signals: Signals }>,
  combinations: object[] = [],
  own: Signals = {},
): JudgeParts {
  const loaded = Object.entries(groups).map(([id, { kind, signals }]) =>
    SignalGroup.parse({
      id,
      title: `组 ${id}`,
      kind,
      signals: Object.fromEntries(
        Object.entries(signals).map(([name, signal]) => [name, { meaning: '测试用', ...signal }]),
      ),
    }),
  );
  const rules =
    combinations.length === 0
      ? []
      : [
          Rule.parse({
            id: 'rule',
            category: 'credit_repair',
            title: texts,
            why: texts,
            signals: Object.fromEntries(
              Object.entries(own).map(([name, signal]) => [name, { meaning: '测试用', ...signal }]),
            ),
            combinations,
          }),
        ];
  return buildJudgeParts(loaded, rules);
}

export function judgeText(
  parts: JudgeParts,
  text: string,
  around: { role?: Role; thread?: string } = {},
): Evidence {
  const ruleset = { judge: parts };
  const read = (raw: string): Parameters<typeof summarize> => {
    const folded = foldPlainly(raw);
    return [matchPlainly(folded, parts), folded, ruleset];
  };
  const thread = around.thread === undefined ? undefined : summarize(...read(around.thread));
  const [hits, folded] = read(text);
  return judge(hits, folded, { role: around.role ?? 'comment' }, ruleset, { thread });
}

export function firedIds(parts: JudgeParts, evidence: Evidence): string[] {
  return evidence.fired.map(({ combination }) =>
    parts.tables.combinations[combination]!.id.slice('rule/'.length),
  );
}

/** Ids of the signals present, `!` before those spoken against. */
export function signalIds(parts: JudgeParts, evidence: Evidence): string[] {
  return evidence.occurrences.map(
    ({ signal, stance }) => (stance === 0 ? '' : '!') + parts.tables.signals[signal]!.id,
  );
}
