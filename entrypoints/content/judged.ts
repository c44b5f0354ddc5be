import { assess } from '../../core/assess.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import { isWarning, NO_VERDICT, type Verdict } from '../../core/verdict.ts';
import type { ReadItem } from '../../page/read-item.ts';
import { shownPart } from '../../page/shown-part.ts';
import { contentHash, findDismissal, type Dismissal } from '../../settings/dismissals.ts';
import type { Settings } from '../../settings/settings.ts';

/** An item of this page with what was found about it. */
export interface Judged {
  readonly item: ReadItem;
  readonly content: string;
  readonly verdict: Verdict;
  /** Epoch milliseconds. */
  readonly firstSeen: number;
  /** The dismissal that keeps it quiet, if any. */
  readonly quiet: Dismissal | undefined;
}

/** How an item's marker is drawn. */
export interface MarkerLayout {
  /** A short marker instead of a full one. */
  readonly compact: boolean;
  /** How many items of the page have this text, told at the first of them; 1 at the others. */
  readonly repeats: number;
}

/** The layout of an item that no layout was made for yet. */
export const FULL_MARKER: MarkerLayout = { compact: false, repeats: 1 };

/** Full markers on one page; beyond, markers are short. Too many warnings are read as none. */
export const OPEN_MARKERS = 20;

/** An item's key as it goes into messages: at most 200 characters, and still one of its kind. Addresses may be long. */
export function shortKey(key: string): string {
  return key.length <= 200 ? key : `${key.slice(0, 160)}~${contentHash(key)}`;
}

/** Judges one item. A crash in a rule costs this item its verdict and nothing else: never a false warning. */
export function judge(item: ReadItem, ruleset: Ruleset, firstSeen: number): Omit<Judged, 'quiet'> {
  let verdict: Verdict = NO_VERDICT;
  try {
    verdict = assess(item, ruleset);
    if (verdict.level !== 'danger') verdict = assessShown(item, ruleset) ?? verdict;
  } catch {
    verdict = NO_VERDICT;
  }
  return { item, content: contentHash(item.text), verdict, firstSeen };
}

/**
 * Judges what readers see of an item, where a part is hidden: words that nobody sees may not talk a lure out of its warning.
 *
 * @returns a verdict with offsets into all of the item's text; undefined where nothing is hidden or what is seen is no lure
 */
function assessShown(item: ReadItem, ruleset: Ruleset): Verdict | undefined {
  const shown = shownPart(item);
  const verdict = shown && assess({ ...item, text: shown.text }, ruleset);
  if (!verdict || !isWarning(verdict.level)) return undefined;
  const reasons = verdict.reasons.map((reason) => {
    const [start, end] = shown.rawSpan(reason.start, reason.end);
    return { ...reason, start, end, text: item.text.slice(start, end) };
  });
  return { ...verdict, reasons };
}

/** The reader's dismissal of an item. It outranks every rule. */
export function quietBy(
  judged: Omit<Judged, 'quiet'>,
  host: string,
  list: readonly Dismissal[],
  now: number,
): Dismissal | undefined {
  return findDismissal(list, { host, content: judged.content, author: judged.item.author }, now);
}

/** True when the item gets a marker, unless the reader asked to hear no more of it. */
export function isTold({ verdict }: Judged, settings: Settings): boolean {
  return isWarning(verdict.level) || (settings.showTopic && verdict.level === 'topic');
}

/** True when the item gets a marker. */
export function isShown(judged: Judged, settings: Settings): boolean {
  return !judged.quiet && isTold(judged, settings);
}

/** True when the item's text is covered until asked for. */
export function isCoverable(judged: Judged, settings: Settings): boolean {
  if (judged.verdict.level !== 'danger' || settings.cover === 'off') return false;
  const { role } = judged.item;
  return settings.cover === 'all' ? role !== 'article' : role === 'comment' || role === 'reply';
}

/** How each shown item is marked: repeats of one text collapse to short markers, and so does what is beyond the cap. */
export function layOut(shown: readonly Judged[]): Map<string, MarkerLayout> {
  const counts = new Map<string, number>();
  for (const { content } of shown) counts.set(content, (counts.get(content) ?? 0) + 1);
  const seen = new Set<string>();
  const out = new Map<string, MarkerLayout>();
  let open = 0;
  for (const { item, content } of shown) {
    const first = !seen.has(content);
    seen.add(content);
    const compact = !first || open >= OPEN_MARKERS;
    if (!compact) open++;
    out.set(item.key, { compact, repeats: first ? counts.get(content)! : 1 });
  }
  return out;
}
