import { hashOfUnit, SEED, unitOf } from './gram-hash.ts';
import { type GramSlots, numberOf } from './gram-slots.ts';
import {
  BYTE_BIAS,
  debtWeight,
  type GramTable,
  lureWeight,
  offerWeight,
  packWeight,
  severeWeight,
} from './gram-table.ts';

/**
 * What single characters weigh, by the character itself. They are read twice, as part of the text and as part of an item that
 * stands alone or under another text, and nearly all of them weigh something: half of all grams found are single characters, and
 * this way they need no hash and no search.
 */
export interface SingleGrams {
  /** By UTF-16 code: its row, the same in all tables. Row 0 weighs nothing. */
  readonly rowOf: Uint16Array;
  /** By row: the lure weight of the first reading, which explanations show. */
  readonly lure: Int8Array;
  /** Where the item stands alone. */
  readonly alone: SingleRows;
  /** Where it stands under another text. */
  readonly replying: SingleRows;
}

/** Both readings of a character added up. Scores ask for the sums alone, which are few enough for the first cache. */
export interface SingleRows {
  /** Weights of the heads, see `packWeight`. */
  readonly sums: Int32Array;
  /** Weights of the categories, see {@link addLanes}; two numbers for each four categories a row. */
  readonly lanes: Int32Array;
}

/** Two packed weights added up, head by head: two weights of a gram fit in a byte. */
const addPacked = (a: number, b: number): number =>
  packWeight(lureWeight(a) + lureWeight(b), 0) |
  packWeight(offerWeight(a) + offerWeight(b), 1) |
  packWeight(debtWeight(a) + debtWeight(b), 2) |
  packWeight(severeWeight(a) + severeWeight(b), 3);

/**
 * Adds a row's bytes, four categories a number, to sums of 16 bits, two a number: the first and third, the second and fourth.
 *
 * @param rows - `GramTable.rows`
 * @param row - index of the first number there that holds categories
 * @param numbers - how many do
 * @param lanes - receives the sums, from `at` on
 */
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

/** The seeds under which single characters are read. */
const SEEDS = [SEED.text, SEED.alone, SEED.replying] as const;

/** Characters that are a known gram by themselves, read off the hashes. */
function charactersOf(slots: readonly GramSlots[]): number[] {
  const codes = new Set<number>();
  for (const { cells } of slots) {
    for (let at = 0; at < cells.length; at += 2) {
      const hash = cells[at] as number;
      if (hash === 0 && cells[at + 1] === 0) continue;
      for (const seed of SEEDS) {
        const unit = unitOf(hash, seed);
        if (unit >= 0) codes.add(unit);
      }
    }
  }
  return [...codes];
}

/** Reads the weights of single characters off the tables of all grams. */
export function buildSingles({ frequent, rows, others, rowSize }: GramTable): SingleGrams {
  const codes = charactersOf([frequent, others]);
  const numbers = rowSize - 1;
  const rowOf = new Uint16Array(0x10000);
  const lure = new Int8Array(codes.length + 1);
  const headsOf = (hash: number, known: number | undefined): number =>
    known === undefined ? (numberOf(others, hash) ?? 0) : (rows[known] as number);
  const build = (seed: number): SingleRows => {
    const sums = new Int32Array(codes.length + 1);
    const lanes = new Int32Array((codes.length + 1) * numbers * 2);
    lanes.fill(BYTE_BIAS * 2 * 0x00010001, 0, numbers * 2);
    for (let index = 0; index < codes.length; index++) {
      const code = codes[index] as number;
      const row = index + 1;
      const [first, again] = [hashOfUnit(code, SEED.text), hashOfUnit(code, seed)];
      const [knownFirst, knownAgain] = [numberOf(frequent, first), numberOf(frequent, again)];
      const [a, b] = [headsOf(first, knownFirst), headsOf(again, knownAgain)];
      lure[row] = lureWeight(a);
      sums[row] = addPacked(a, b);
      // Row 0 of the frequent ones weighs nothing.
      addLanes(rows, (knownFirst ?? 0) + 1, numbers, lanes, row * numbers * 2);
      addLanes(rows, (knownAgain ?? 0) + 1, numbers, lanes, row * numbers * 2);
    }
    return { sums, lanes };
  };
  codes.forEach((code, index) => (rowOf[code] = index + 1));
  return { rowOf, lure, alone: build(SEED.alone), replying: build(SEED.replying) };
}
