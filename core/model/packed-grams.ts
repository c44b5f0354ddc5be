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

/** What newer engines bring along; many times as fast in a tab that is still cold. */
const native = (Uint8Array as { fromBase64?: (text: string) => Uint8Array }).fromBase64;

/** Throws a sentence when a character is not base64. */
function fromBase64(text: string): Uint8Array {
  try {
    if (native !== undefined) return native.call(Uint8Array, text);
  } catch {
    // The loop below says what is wrong.
  }
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

/** Grams as they are packed, ascending by hash. */
export interface UnpackedGrams {
  readonly count: number;
  /** Signed 32 bits: larger numbers would be boxed. */
  readonly hashes: Int32Array;
  /** `width` weights a gram. */
  readonly weights: Int8Array;
}

/** Unpacks grams, see `ModelData`. Throws a sentence when the data is cut or not base64. */
export function unpackGrams(packed: string, width: number): UnpackedGrams {
  const bytes = fromBase64(packed);
  // An entry takes at least one byte for its hash.
  const most = Math.floor(bytes.length / (1 + width));
  const hashes = new Int32Array(most);
  const weights = new Int8Array(most * width);
  let hash = 0;
  let count = 0;
  for (let at = 0; at < bytes.length; count++) {
    let step = 0;
    let unit = 1;
    for (; at < bytes.length && bytes[at]! >= 128; at++, unit *= 128) step += (bytes[at]! & 127) * unit;
    if (at + width >= bytes.length) throw new Error('Packed grams: the data ends inside an entry.');
    hash += step + bytes[at++]! * unit;
    hashes[count] = hash;
    for (let column = 0; column < width; column++) weights[count * width + column] = bytes[at++]!;
  }
  return { count, hashes, weights };
}
