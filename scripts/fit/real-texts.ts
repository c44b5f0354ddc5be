import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assess } from '../../core/assess.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import { isWarning } from '../../core/verdict.ts';
import { shareOf, type Share } from './measure.ts';

/** One public third-party text with the verdict on it. Evaluated in place; nothing of it is copied or fitted on. */
interface RealText {
  readonly set: 'lures' | 'honest' | 'normal';
  readonly kind: string;
  readonly text: string;
  readonly level: string;
  readonly score: number;
}

/** Judges the three sets of `folder` with the ruleset as shipped; nothing where the folder is missing. */
export function judgeReal(folder: string, ruleset: Ruleset): RealText[] {
  return (['lures', 'honest', 'normal'] as const).flatMap((set) => {
    const file = join(folder, `${set}.dev.jsonl`);
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const { text, kind = '', type } = JSON.parse(line) as { text: string; kind?: string; type?: string };
        const { level, score } = assess({ text }, ruleset);
        return { set, kind: set === 'honest' ? (type ?? kind) : kind, text, level, score };
      });
  });
}

/** Share flagged by set and by kind. */
export function realFigures(texts: readonly RealText[]): Map<string, Share> {
  const share = (group: readonly RealText[]): Share =>
    shareOf(group.filter(({ level }) => isWarning(level as 'none')).length, group.length);
  const sets = Map.groupBy(texts, ({ set }) => set);
  return new Map(
    [...sets].flatMap(([set, group]) => [
      [set, share(group)] as const,
      ...(set === 'normal'
        ? []
        : [...Map.groupBy(group, ({ kind }) => kind)].map(
            ([kind, some]) => [`  ${set}: ${kind}`, share(some)] as const,
          )),
    ]),
  );
}
