import type { Signal } from '../ruleset/signal-format.ts';
import { packTarget, TARGET } from './hit-target.ts';
import type { TermList, TermWays } from './term-list.ts';

/** A near condition, filed under the class of its second part. */
export interface NearTable {
  /** Class of the first part. */
  readonly first: number;
  /** Folded units between the two, at the most. */
  readonly within: number;
  readonly signal: number;
}

/** Collects near conditions. The words of one part are a class; parts with the same words, whatever their order, share it. */
export class NearList {
  /** By class. */
  readonly byThen: NearTable[][] = [];
  readonly #terms: TermList;
  readonly #classIndex = new Map<string, number>();

  /** @param terms - where the words are asked for */
  constructor(terms: TermList) {
    this.#terms = terms;
  }

  add({ near, ...ways }: Pick<Signal, 'near'> & TermWays, signal: number): void {
    for (const { first: firstWords, then: thenWords, within, order } of near) {
      const first = this.#wordClass(firstWords, ways);
      const then = this.#wordClass(thenWords, ways);
      this.byThen[then]!.push({ first, within, signal });
      if (order === 'either') this.byThen[first]!.push({ first: then, within, signal });
    }
  }

  #wordClass(words: readonly string[], { homophones, disguise }: TermWays): number {
    const id = [...words].sort().join(' ') + (homophones ? '' : ' -h') + (disguise ? '' : ' -d');
    const known = this.#classIndex.get(id);
    if (known !== undefined) return known;
    const index = this.byThen.length;
    this.#classIndex.set(id, index);
    this.byThen.push([]);
    this.#terms.ask(words, { key: false, homophones, disguise }, packTarget(TARGET.wordClass, index));
    return index;
  }
}
