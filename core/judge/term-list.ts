import type { Signal } from '../ruleset/signal-format.ts';
import { TARGET } from './hit-target.ts';

/** In which ways a phrase is looked for beside its plain form. */
export type TermWays = Pick<Signal, 'key' | 'homophones' | 'disguise'>;

interface TermRequest extends Readonly<TermWays> {
  readonly text: string;
}

/** Terms with their targets, laid out for speed. */
export interface TermTables {
  readonly terms: readonly TermRequest[];
  /** Targets of term t are `targets[targetStart[t]] .. targets[targetStart[t + 1]]`. */
  readonly targetStart: Int32Array;
  readonly targets: Int32Array;
  /** By term: 1 if it is an `except` phrase of some signal. */
  readonly isException: Uint8Array;
}

/** Collects terms: a phrase asked for in the same ways is one term, whatever the number of its targets. */
export class TermList {
  readonly #terms: TermRequest[] = [];
  readonly #targetsOf: number[][] = [];
  /** Terms by text, one map for each way of asking for them: cheaper than a text of text and way. */
  readonly #indexByWay = Array.from({ length: 8 }, () => new Map<string, number>());

  /** @param target - what a hit of any of the phrases feeds, from `packTarget` */
  ask(phrases: readonly string[], { key, homophones, disguise }: TermWays, target: number): void {
    const known = this.#indexByWay[(key ? 4 : 0) + (homophones ? 2 : 0) + (disguise ? 1 : 0)]!;
    for (const text of phrases) {
      const index = known.get(text);
      if (index === undefined) {
        known.set(text, this.#terms.length);
        this.#terms.push({ text, key, homophones, disguise });
        this.#targetsOf.push([target]);
      } else {
        // A handful at the most.
        const targets = this.#targetsOf[index]!;
        if (!targets.includes(target)) targets.push(target);
      }
    }
  }

  layOut(): TermTables {
    const terms = this.#terms;
    const targetStart = new Int32Array(terms.length + 1);
    const isException = new Uint8Array(terms.length);
    const flat: number[] = [];
    this.#targetsOf.forEach((targets, term) => {
      targetStart[term] = flat.length;
      for (const target of targets) {
        flat.push(target);
        if ((target & 3) === TARGET.exception) isException[term] = 1;
      }
    });
    targetStart[terms.length] = flat.length;
    return { terms, targetStart, targets: Int32Array.from(flat), isException };
  }
}
