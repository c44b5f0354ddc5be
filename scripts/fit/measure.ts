import { isWarning, type Level } from '../../core/verdict.ts';
import { isLure, type Row } from './corpus.ts';

/** A text with the level it was given. */
export interface Judged {
  readonly row: Row;
  readonly level: Level;
  readonly score: number;
}

/** A share with its 95 % interval. */
export interface Share {
  readonly hit: number;
  readonly of: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Wilson's score interval (1927), which stays honest for few texts and for shares near 0 and 1. */
export function shareOf(hit: number, of: number): Share {
  if (of === 0) return { hit, of, share: Number.NaN, low: 0, high: 1 };
  const z = 1.96;
  const p = hit / of;
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  return { hit, of, share: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** What is told of any group of texts. */
export interface Figures {
  readonly recall: Share;
  readonly recallPlain: Share;
  readonly recallDisguised: Share;
  readonly topicFlagged: Share;
  readonly noneFlagged: Share;
  readonly precision: Share;
  readonly dangerPrecision: Share;
}

export function figuresOf(judged: readonly Judged[]): Figures {
  const share = (among: (one: Judged) => boolean, hit: (one: Judged) => boolean): Share => {
    const group = judged.filter(among);
    return shareOf(group.filter(hit).length, group.length);
  };
  const flagged = ({ level }: Judged): boolean => isWarning(level);
  const lure = ({ row }: Judged): boolean => isLure(row);
  return {
    recall: share(lure, flagged),
    recallPlain: share((one) => lure(one) && !one.row.disguised, flagged),
    recallDisguised: share((one) => lure(one) && one.row.disguised, flagged),
    topicFlagged: share(({ row }) => row.level === 'topic', flagged),
    noneFlagged: share(({ row }) => row.level === 'none', flagged),
    precision: share(flagged, lure),
    dangerPrecision: share(({ level }) => level === 'danger', lure),
  };
}

export const percent = ({ share }: Share): string => (Number.isNaN(share) ? '–' : (100 * share).toFixed(1));

/** With its interval: `93.1 [91.0, 94.8]`. */
export const percentWithInterval = (share: Share): string =>
  Number.isNaN(share.share)
    ? '–'
    : `${percent(share)} [${(100 * share.low).toFixed(1)}, ${(100 * share.high).toFixed(1)}]`;

/** Groups texts by a key and tells the figures of each group. */
export function figuresBy(judged: readonly Judged[], key: (row: Row) => string): Map<string, Figures> {
  const groups = Map.groupBy(judged, ({ row }) => key(row));
  return new Map(
    [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([name, group]) => [name, figuresOf(group)]),
  );
}
