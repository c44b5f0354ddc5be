import { extendHash, SEED, shortenHash } from './gram-hash.ts';
import { type GramSlots, numberOf } from './gram-slots.ts';
import { BIAS, debtWeight, type GramTable, lureWeight, severeWeight } from './gram-table.ts';

/**
 * What single characters weigh, by the character itself. They are read twice, as part of the text and as part of an item that stands alone or under another
 * text, and nearly all of them weigh something: more than half of all grams found are single characters, and this way they need no
 * hash and no search.
 */
export interface SingleGrams {
  /** By UTF-16 code: number of its row, the same in both tables. Row 0 weighs nothing. */
  readonly rowOf: Uint16Array;
  /** Rows where the item stands alone. */
  readonly alone: Int32Array;
  /** Rows where it stands under another text. */
  readonly replying: Int32Array;
  /** Numbers a row takes. */
  readonly rowSize: number;
}

/**
 * Numbers of a row: weights of the heads, both readings together, see {@link packSums}; the lure weight of the first reading, which explanations show;
 * from LANES on the weights of the categories, two sums of two biased bytes a number, see {@link addLanes}.
 */
export const SUMS = 0;
export const LURE = 1;
export const LANES = 2;

const TEN_BITS = 1023;
const packSums = (lure: number, debt: number, severe: number): number =>
  ((lure & TEN_BITS) << 20) | ((debt & TEN_BITS) << 10) | (severe & TEN_BITS);
export const lureSum = (packed: number): number => (packed << 2) >> 22;
export const debtSum = (packed: number): number => (packed << 12) >> 22;
export const severeSum = (packed: number): number => (packed << 22) >> 22;

/** Adds a row's bytes, four categories a number, to sums of 16 bits, two a number: the first and third, the second and fourth. */
export function addLanes(
  rows: Int32Array,
  row: number,
  numbers: number,
  lanes: Int32Array,
  at: number,
): void {
  for (let n = 0; n < numbers; n++) {
    const four = rows[row + n] as number;
    lanes[at + n * 2]! += four & 0xff00ff;
    lanes[at + n * 2 + 1]! += (four >>> 8) & 0xff00ff;
  }
}

/** Characters that are a known gram by themselves, read off the hashes. */
function singlesOf(slots: readonly GramSlots[]): number[] {
  const codes = new Set<number>();
  for (const { cells } of slots) {
    for (let at = 0; at < cells.length; at += 2) {
      const hash = cells[at] as number;
      if (hash === 0 && cells[at + 1] === 0) continue;
      const mixed = shortenHash(hash);
      // Of a single character the upper half is that of the seed.
      for (const seed of SEEDS) if ((mixed ^ seed) >>> 16 === 0) codes.add(mixed ^ seed);
    }
  }
  return [...codes];
}
const SEEDS = [SEED.text, SEED.alone, SEED.replying] as const;

export function buildSingles({ frequent, rows, others, rowSize }: GramTable): SingleGrams {
  const codes = singlesOf([frequent, others]);
  const numbers = rowSize - 1;
  const size = LANES + numbers * 2;
  const rowOf = new Uint16Array(0x10000);
  const writeRow = (table: Int32Array, row: number, hashes: readonly number[]): void => {
    let [lure, debt, severe] = [0, 0, 0];
    hashes.forEach((hash, reading) => {
      const known = numberOf(frequent, hash);
      const heads = known === undefined ? (numberOf(others, hash) ?? 0) : (rows[known] as number);
      lure += lureWeight(heads);
      debt += debtWeight(heads);
      severe += severeWeight(heads);
      if (reading === 0) table[row + LURE] = lure;
      // Row 0 of the frequent ones weighs nothing.
      addLanes(rows, (known ?? 0) + 1, numbers, table, row + LANES);
    });
    table[row + SUMS] = packSums(lure, debt, severe);
  };
  const build = (seed: number): Int32Array => {
    const table = new Int32Array((codes.length + 1) * size);
    table.fill(BIAS * 2 * 0x00010001, LANES, size);
    codes.forEach((code, index) =>
      writeRow(table, (index + 1) * size, [extendHash(SEED.text, code), extendHash(seed, code)]),
    );
    return table;
  };
  codes.forEach((code, index) => (rowOf[code] = index + 1));
  return { rowOf, alone: build(SEED.alone), replying: build(SEED.replying), rowSize: size };
}
