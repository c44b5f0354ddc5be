/** One gram with a signed byte of weight for each of `width` columns. */
export interface GramRow {
  readonly hash: number;
  readonly weights: readonly number[];
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of bytes. Written out because core has neither DOM nor Node types. */
function toBase64(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i]!, bytes[i + 1] ?? 0, bytes[i + 2] ?? 0];
    out += ALPHABET[a >> 2]! + ALPHABET[((a & 3) << 4) | (b >> 4)]!;
    out += i + 1 < bytes.length ? ALPHABET[((b & 15) << 2) | (c >> 6)]! : '=';
    out += i + 2 < bytes.length ? ALPHABET[c & 63]! : '=';
  }
  return out;
}

const VALUE = new Uint8Array(128).fill(255);
for (let i = 0; i < ALPHABET.length; i++) VALUE[ALPHABET.charCodeAt(i)] = i;

/** Throws a sentence when a character is not base64. */
function fromBase64(text: string): Uint8Array {
  const length = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  const bytes = new Uint8Array((length * 3) >> 2);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < length; i++) {
    const value = VALUE[text.charCodeAt(i)] ?? 255;
    if (value === 255) throw new Error(`Packed grams: character ${i} (${text[i]}) is not base64.`);
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 255;
    }
  }
  return bytes;
}

/** Packs grams, see `ModelData`. Rows need not be sorted; weights must be whole numbers in -127..127. */
export function packGrams(rows: readonly GramRow[], width: number): string {
  const sorted = rows
    .map(({ hash, weights }) => ({ hash: hash >>> 0, weights }))
    .sort((a, b) => a.hash - b.hash);
  const bytes: number[] = [];
  let before = 0;
  for (const { hash, weights } of sorted) {
    let step = hash - before;
    before = hash;
    while (step >= 128) {
      bytes.push((step % 128) | 128);
      step = Math.floor(step / 128);
    }
    bytes.push(step);
    for (let c = 0; c < width; c++) bytes.push(weights[c]! & 255);
  }
  return toBase64(Uint8Array.from(bytes));
}

/** Gram weights ready for look-up: open addressing over 32-bit hashes, at most half full. */
export interface GramTable {
  /**
   * Two numbers a slot, side by side since they are read together: the hash as signed 32 bits (larger numbers would be boxed), 0 where
   * the slot is free (a gram whose hash is 0 is stored as 1); and its row in `weights`.
   */
  readonly cells: Int32Array;
  /** `width` signed bytes a row. */
  readonly weights: Int8Array;
  readonly width: number;
  /** Slots less one. */
  readonly mask: number;
  readonly count: number;
  /**
   * One bit for each of the hashes' low bits. Most grams of a text are in no table; the bits stay in the processor's cache where the cells
   * do not, and send nearly all of them away.
   */
  readonly filter: Uint8Array;
}

/** Bits of a filter for each gram: with sixteen, one foreign gram of twenty gets through. */
const FILTER_SHARE = 16;

/** Packed grams and the columns of a table that they fill. */
export interface PackedColumns {
  readonly packed: string;
  /** First column. */
  readonly column: number;
  /** Weights an entry. */
  readonly width: number;
}

/** Unpacks grams into a table of `width` columns. Throws a sentence when the data is cut or not base64. */
export function unpackGrams(parts: readonly PackedColumns[], width: number): GramTable {
  const read = parts.map((part) => ({ ...part, bytes: fromBase64(part.packed) }));
  const most = read.reduce((sum, { bytes, width: each }) => sum + countEntries(bytes, each), 0);
  // Emptier than memory asks for: where the first slot answers, the processor guesses right (some 15 % less time than at two thirds full).
  const size = powerOfTwo(most * 2);
  const table = {
    cells: new Int32Array(size * 2),
    weights: new Int8Array(most * width),
    width,
    mask: size - 1,
    count: 0,
    filter: new Uint8Array(powerOfTwo(most * FILTER_SHARE) >> 3),
  };
  for (const { bytes, column, width: each } of read) {
    let hash = 0;
    for (let at = 0; at < bytes.length;) {
      let step = 0;
      let unit = 1;
      for (; bytes[at]! >= 128; at++, unit *= 128) step += (bytes[at]! & 127) * unit;
      hash += step + bytes[at++]! * unit;
      const from = claim(table, hash | 0) * width + column;
      for (let c = 0; c < each; c++) table.weights[from + c] = bytes[at++]!;
    }
  }
  return table;
}

function powerOfTwo(least: number): number {
  let size = 64;
  while (size < least) size *= 2;
  return size;
}

/** Row of a hash; a new one where it has none. */
function claim(
  table: { cells: Int32Array; filter: Uint8Array; mask: number; count: number },
  hash: number,
): number {
  const { cells, filter, mask } = table;
  const wanted = hash === 0 ? 1 : hash;
  let slot = slotStart(hash, mask);
  while (cells[slot * 2] !== 0 && cells[slot * 2] !== wanted) slot = (slot + 1) & mask;
  if (cells[slot * 2] === wanted) return cells[slot * 2 + 1]!;
  cells[slot * 2] = wanted;
  filter[(hash >>> 3) & (filter.length - 1)]! |= 1 << (hash & 7);
  return (cells[slot * 2 + 1] = table.count++);
}

function countEntries(bytes: Uint8Array, width: number): number {
  let count = 0;
  for (let at = 0; at < bytes.length; count++) {
    at = skipVarint(bytes, at) + width;
    if (at > bytes.length) throw new Error('Packed grams: the data ends inside an entry.');
  }
  return count;
}

function skipVarint(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && bytes[at]! >= 128) at++;
  if (at >= bytes.length) throw new Error('Packed grams: the data ends inside an entry.');
  return at + 1;
}

/** Where the search for a hash begins. The hash's low bits are well mixed already. */
export const slotStart = (hash: number, mask: number): number => (hash ^ (hash >>> 17)) & mask;

/** Row of a hash in `weights`, or -1. */
export function findGram({ cells, filter, mask }: GramTable, hash: number): number {
  if (((filter[(hash >>> 3) & (filter.length - 1)]! >>> (hash & 7)) & 1) === 0) return -1;
  const wanted = hash === 0 ? 1 : hash;
  let slot = slotStart(hash, mask);
  for (;;) {
    const key = cells[slot * 2]!;
    if (key === wanted) return cells[slot * 2 + 1]!;
    if (key === 0) return -1;
    slot = (slot + 1) & mask;
  }
}

/** Grams of a text that a table has; filled again and again. Entries from `count` on are leftovers. */
export interface FoundGrams {
  count: number;
  /** Index into the hashes, ascending. */
  places: Int32Array;
  /** Row in the table's weights. */
  rows: Int32Array;
}

export const createFound = (): FoundGrams => ({
  count: 0,
  places: new Int32Array(1024),
  rows: new Int32Array(1024),
});

/**
 * Looks up all grams of a text.
 *
 * @param count - how many of `hashes` count
 * @param found - filled with those the table has
 */
export function findGrams(table: GramTable, hashes: Int32Array, count: number, found: FoundGrams): void {
  if (found.places.length < count) {
    found.places = new Int32Array(count * 2);
    found.rows = new Int32Array(count * 2);
  }
  const { cells, filter, mask } = table;
  const { places, rows } = found;
  const last = filter.length - 1;
  // Which grams pass is anyone's guess, so the filter is asked without a branch that the processor would guess at.
  let passed = 0;
  for (let place = 0; place < count; place++) {
    const hash = hashes[place]!;
    places[passed] = place;
    passed += (filter[(hash >>> 3) & last]! >>> (hash & 7)) & 1;
  }
  let kept = 0;
  for (let index = 0; index < passed; index++) {
    const place = places[index]!;
    const hash = hashes[place]!;
    const wanted = hash === 0 ? 1 : hash;
    let slot = slotStart(hash, mask);
    let key = cells[slot * 2]!;
    while (key !== wanted && key !== 0) {
      slot = (slot + 1) & mask;
      key = cells[slot * 2]!;
    }
    if (key === 0) continue;
    places[kept] = place;
    rows[kept++] = cells[slot * 2 + 1]!;
  }
  found.count = kept;
}
