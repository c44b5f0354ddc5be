import { AhoCorasick as Monyone } from '@monyone/aho-corasick';
import Modern from 'modern-ahocorasick';
import { assess } from '../core/assess.ts';
import { createHits, match } from '../core/match/matcher.ts';
import type { Ruleset } from '../core/ruleset/ruleset.ts';
import { createFolded, fold } from '../core/text/fold.ts';
import { leastTimes, type Job } from './rounds.ts';
import { TEXT_SETS, type TextSet } from './texts.ts';

/** One job on one set of texts. */
interface Timing {
  readonly job: string;
  readonly nsPerCharacter: number;
  /** Times a bare charCodeAt loop over the same text in the same run. */
  readonly timesBare: number;
}

interface DetectionFigures {
  readonly texts: string;
  readonly characters: number;
  readonly timings: readonly Timing[];
  /** How many times as fast fold + match is as the best npm matcher that does matching alone on the same words. */
  readonly fasterThanNpm: number;
}

const BARE = 'bare charCodeAt loop';
const OURS = 'fold + match';
const RIVAL = 'matching alone';

function jobsOn({ texts }: TextSet, ruleset: Ruleset): Record<string, Job> {
  const { matcher, foldTables } = ruleset;
  const words = [...new Set(matcher.terms.map(({ text }) => text))];
  const modern = new Modern(words);
  const monyone = new Monyone(words);
  const alternation = new RegExp(
    [...words]
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|'),
    'g',
  );
  const folded = createFolded();
  const hits = createHits();
  const over =
    (each: (text: string) => number): Job =>
    () => {
      let sum = 0;
      for (const text of texts) sum += each(text);
      return sum;
    };
  return {
    [BARE]: over((text) => {
      let sum = 0;
      for (let at = 0; at < text.length; at++) sum = (sum + text.charCodeAt(at)) | 0;
      return sum;
    }),
    fold: over((text) => fold(text, foldTables, folded).length),
    [OURS]: over((text) => match(fold(text, foldTables, folded), matcher, hits).count),
    'assess, everything on': over((text) => assess({ text }, ruleset).score),
    [`modern-ahocorasick, ${RIVAL}`]: over((text) => modern.search(text).length),
    [`@monyone/aho-corasick, ${RIVAL}`]: over((text) => monyone.matchInText(text).length),
    [`one RegExp alternation, ${RIVAL}`]: over((text) => text.match(alternation)?.length ?? 0),
  };
}

/** Times folding, matching and the whole of `assess` on both sets of texts. */
export function measureDetection(ruleset: Ruleset, rounds: number): DetectionFigures[] {
  return TEXT_SETS.map((set) => {
    const times = leastTimes(jobsOn(set, ruleset), rounds);
    const bare = times.get(BARE)!;
    const rivals = [...times].filter(([job]) => job.endsWith(RIVAL)).map(([, ms]) => ms);
    return {
      texts: set.title,
      characters: set.characters,
      timings: [...times].map(([job, ms]) => ({
        job,
        nsPerCharacter: (ms * 1e6) / set.characters,
        timesBare: ms / bare,
      })),
      fasterThanNpm: Math.min(...rivals) / times.get(OURS)!,
    };
  });
}
