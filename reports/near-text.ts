import { plainDigits } from './digit-runs.ts';

/** Signature of a text for comparison: minima of {@link HASHES} hash functions over its character trigrams. */
export type Signature = Uint32Array;

// 64 minima in 16 bands of 4: two texts meet in a band with probability 1-(1-s^4)^16, that is 64 % at similarity 0.5,
// 92 % at 0.62 and 99.7 % at 0.75 (s: share of common trigrams). Then the 64 minima are compared themselves.
const HASHES = 64;
const BANDS = 16;
const ROWS = HASHES / BANDS;

/** Shorter folded texts hold too few trigrams to be told apart; they are grouped when equal. */
const SHORTEST = 10;
/** Share of equal minima from which two texts count as one template. The standard error at 64 minima is 0.06. */
export const SAME_TEMPLATE = 0.55;

const MULTIPLIERS = new Uint32Array(HASHES);
const OFFSETS = new Uint32Array(HASHES);
for (let index = 0, state = 0x9e3779b9; index < HASHES; index += 1) {
  state = mix(state + index + 1);
  MULTIPLIERS[index] = state | 1;
  state = mix(state ^ 0x85ebca6b);
  OFFSETS[index] = state;
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * A simple folding when none is given: width and compatibility forms, case, digits made plain, everything dropped that is
 * neither letter nor digit. The engine's folding (homophones, split characters) gives better clusters; pass it in.
 */
export function foldPlainly(text: string): string {
  return plainDigits(text.normalize('NFKC')).replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Signature of a folded text, or `null` when it is too short for one. */
export function signatureOf(folded: string): Signature | null {
  if (folded.length < SHORTEST) return null;
  const minima = new Uint32Array(HASHES).fill(0xffffffff);
  const limit = Math.min(folded.length, 4_000);
  let window = 0;
  const seen = new Set<number>();
  for (let index = 0; index < limit; index += 1) {
    // Three code units of 16 bits do not fit into 32: mix as we go.
    window = mix(
      Math.imul(folded.charCodeAt(index), 0x9e3779b1) ^
        (index > 0 ? Math.imul(folded.charCodeAt(index - 1), 0x85ebca77) : 0) ^
        (index > 1 ? Math.imul(folded.charCodeAt(index - 2), 0xc2b2ae3d) : 0),
    );
    if (index < 2 || seen.has(window)) continue;
    seen.add(window);
    for (let hash = 0; hash < HASHES; hash += 1) {
      const value = (Math.imul(window, MULTIPLIERS[hash]!) + OFFSETS[hash]!) >>> 0;
      if (value < minima[hash]!) minima[hash] = value;
    }
  }
  return minima;
}

/** Estimated share of common trigrams, 0..1. */
export function similarity(a: Signature, b: Signature): number {
  let same = 0;
  for (let index = 0; index < HASHES; index += 1) if (a[index] === b[index]) same += 1;
  return same / HASHES;
}

/** Keys of the bands of a signature: equal keys mean that the texts should be compared. */
export function bandKeys(signature: Signature): number[] {
  const keys: number[] = [];
  for (let band = 0; band < BANDS; band += 1) {
    let key = mix(band + 1);
    for (let row = 0; row < ROWS; row += 1) key = mix(key ^ signature[band * ROWS + row]!);
    // Band number in the upper bits of a safe integer: bands do not meet each other.
    keys.push(band * 0x1_0000_0000 + key);
  }
  return keys;
}
