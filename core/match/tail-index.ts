import type { Sifted } from './sieve.ts';

/** Patterns by their tail. Made by {@link TailIndexBuilder}. */
export interface TailIndex {
  /**
   * Open addressing, two numbers a cell: the key of a tail, 0 where free, then the pattern that has it; or, where there are
   * several, `~offset` into `lists`.
   */
  readonly cells: Int32Array;
  /** 32 less the number of bits of a cell's index. */
  readonly shift: number;
  /** Patterns of one tail, the last added first, then 0. */
  readonly lists: Int32Array;
  /** Number of tails. */
  readonly count: number;
}

/** Offset of the cell of a tail, or of the free cell where it would be. */
function cellOf(cells: Int32Array, shift: number, tail: number): number {
  const last = cells.length - 2;
  let at = (Math.imul(tail, 0x9e3779b1) >>> shift) << 1;
  for (;;) {
    const found = cells[at] as number;
    if (found === tail || found === 0) return at;
    at = at === last ? 0 : at + 2;
  }
}

/** What a tail leads to: a pattern, `~offset` into `lists`, or 0 for nothing. */
export const lookUp = ({ cells, shift }: TailIndex, tail: number): number =>
  cells[cellOf(cells, shift, tail) + 1] as number;

/**
 * Leaves of the sifted tails those that lead to something, and puts what they lead to ({@link lookUp}) in their place. In a loop of
 * its own, so that the processor asks for several at a time.
 */
export function lookUpAll({ cells, shift }: TailIndex, sifted: Sifted): void {
  const { tails, ends, count } = sifted;
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const known = cells[cellOf(cells, shift, tails[index] as number) + 1] as number;
    tails[kept] = known;
    ends[kept] = ends[index] as number;
    kept += known === 0 ? 0 : 1;
  }
  sifted.count = kept;
}

/** Bits of a cell's index at first: room for the 16,000 tails of the shipped ruleset. Beyond 16,384 the table widens. */
const FIRST_BITS = 15;

/** Gathers patterns under their tails, then lays them out. */
export class TailIndexBuilder {
  private cells = new Int32Array(2 << FIRST_BITS);
  private shift = 32 - FIRST_BITS;
  private count = 0;
  /** While patterns are added, a cell holds 1 + the last entry of its tail. Entry -> pattern, and 1 + the entry before it, 0 for none. */
  private readonly patterns: number[] = [];
  private readonly before: number[] = [];

  /**
   * Adds a pattern under a tail, once even if asked again before the next pattern comes.
   *
   * @param pattern - its number, not 0
   */
  insert(tail: number, pattern: number): void {
    let at = cellOf(this.cells, this.shift, tail);
    if (this.cells[at] === 0) {
      // At most half full: what is not there is told by the first cell.
      if (++this.count * 4 > this.cells.length) {
        this.widen();
        at = cellOf(this.cells, this.shift, tail);
      }
      this.cells[at] = tail;
    }
    const entry = this.cells[at + 1] as number;
    if (entry !== 0 && this.patterns[entry - 1] === pattern) return;
    this.patterns.push(pattern);
    this.before.push(entry);
    this.cells[at + 1] = this.patterns.length;
  }

  private widen(): void {
    const old = this.cells;
    this.cells = new Int32Array(old.length * 2);
    this.shift--;
    for (let at = 0; at < old.length; at += 2) {
      const tail = old[at] as number;
      if (tail === 0) continue;
      const to = cellOf(this.cells, this.shift, tail);
      this.cells[to] = tail;
      this.cells[to + 1] = old[at + 1] as number;
    }
  }

  /** Lays the patterns out; the builder is used up. */
  finish(): TailIndex {
    const { cells, shift, count, patterns, before } = this;
    const lists: number[] = [];
    for (let at = 0; at < cells.length; at += 2) {
      let entry = cells[at + 1] as number;
      if (entry === 0) continue;
      if (before[entry - 1] === 0) {
        cells[at + 1] = patterns[entry - 1] as number;
        continue;
      }
      cells[at + 1] = ~lists.length;
      for (; entry !== 0; entry = before[entry - 1] as number) lists.push(patterns[entry - 1] as number);
      lists.push(0);
    }
    return { cells, shift, lists: Int32Array.from(lists), count };
  }
}
