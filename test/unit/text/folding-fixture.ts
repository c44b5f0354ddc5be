import {
  buildMatcher,
  listHits,
  match,
  type Hit,
  type Matcher,
  type TermSpec,
} from '../../../core/match/matcher.ts';
import { canonical, canonicalText } from '../../../core/text/canonical.ts';
import { disguiseNames } from '../../../core/text/disguise.ts';
import { FoldingData } from '../../../core/text/folding-data.ts';
import { loadFoldTables } from '../../../core/text/load-fold-tables.ts';
import { fold } from '../../../core/text/fold.ts';
import { buildFolding, readGrams } from '../../../scripts/folding-sources.ts';

/** Key terms of the tests, the kind that lures hide. */
const KEY_TERMS =
  '征信 征信修复 修复 贷款 网贷 微信 私信 退保 全额退保 信用卡 停息挂账 挂账 催收 反催收 逾期 背债 分期 银行 清零 口子 代接电话 代接 协商 协商还款 债务 债务优化 负债 铲单 洗白 异议 法务 车贷 融资 抵押';
const PLAIN_TERMS =
  '电话 咨询费 手续费 征信修复师 可以做 停催 滴滴 pos机 vx 加v 100%成功 ab贷 看主页 包装贷 技术 利息 资金';

export const terms: readonly TermSpec[] = [
  ...KEY_TERMS.split(' ').map((text) => ({ text, key: true })),
  ...PLAIN_TERMS.split(' ').map((text) => ({ text })),
  { text: '客服', disguise: false },
  { text: '修复征信', homophones: 'none' },
];

const grams = readGrams(new URL('../../../rules/corpus/background-ngrams.tsv', import.meta.url).pathname);
/** As it travels: through JSON and the schema. */
export const data: FoldingData = FoldingData.parse(JSON.parse(JSON.stringify(buildFolding(terms, grams))));
export const tables = loadFoldTables(data);
export const matcher: Matcher = buildMatcher(terms, tables);

/** Hits of a matcher one by one, by default of that of the fixture. */
export function find(raw: string, by: Matcher = matcher): Hit[] {
  const folded = fold(raw, tables);
  return listHits(match(folded, by), folded);
}

/** Hits as "term: raw slice", disguised ones with their kinds. */
export function describeHits(raw: string): string[] {
  return find(raw).map((hit) => {
    const kinds = hit.disguised ? ` (${disguiseNames(hit.kinds).join(' ')})` : '';
    return `${terms[hit.term]?.text ?? ''}: ${raw.slice(hit.start, hit.end)}${kinds}`;
  });
}

/** Terms found, each once. */
export const found = (raw: string): string[] => [
  ...new Set(find(raw).map((hit) => terms[hit.term]?.text ?? '')),
];

export function inStandardForm(raw: string): string {
  const folded = fold(raw, tables);
  return canonicalText(canonical(folded, match(folded, matcher), matcher.standard));
}
