import { wordsOf } from '../../components/shared/advice.ts';
import type { PageFinding, PageSummary } from '../../messaging/findings.ts';
import type { PageView } from '../../page/watch-events.ts';
import { shortKey, type Judged } from './judged.ts';

/** Findings told to the popup at most. */
const MOST_FINDINGS = 500;

/** The flagged items for the popup: of equal texts the first alone. */
export function findingsOf(
  shown: readonly Judged[],
  repeatsOf: (key: string) => number,
  isUnmarked: (key: string) => boolean,
): PageFinding[] {
  const told = new Set<string>();
  return shown
    .filter(({ content, item }) => {
      const isFirst = !told.has(content);
      told.add(content);
      return isFirst || repeatsOf(item.key) > 1;
    })
    .slice(0, MOST_FINDINGS)
    .map(({ item, verdict }) => ({
      key: shortKey(item.key),
      level: verdict.level,
      category: verdict.category,
      role: item.role,
      excerpt: item.text.replace(/\s+/g, ' ').trim().slice(0, 120),
      author: item.author?.slice(0, 200),
      words: wordsOf(verdict),
      unmarked: isUnmarked(item.key),
      repeats: repeatsOf(item.key),
    }));
}

/** Counts for badge and popup. `page` is undefined until the page view has settled. */
export function summaryOf(
  shown: readonly Judged[],
  checked: number,
  isReading: boolean,
  page: PageView | undefined,
): PageSummary {
  const count = (level: string) => shown.filter((one) => one.verdict.level === level).length;
  const known = page !== undefined && page.site !== 'generic' && page.site !== '';
  return {
    checked,
    danger: count('danger'),
    caution: count('caution'),
    topic: count('topic'),
    reading: !isReading ? 'off' : page?.suspect ? 'stale' : known || !page ? 'site' : 'generic',
    site: known ? page.site.slice(0, 60) : undefined,
    kind: known ? page.kind.slice(0, 40) : undefined,
    comments: page?.comments,
  };
}
