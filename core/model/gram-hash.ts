/**
 * Character n-grams of canonical text as hashes of {@link HASH_BITS} bits.
 *
 * Canonical text (core/text/canonical.ts) is a run of UTF-16 code units: standard characters, digits as `0`, gaps as marks.
 * Every run of 1 to {@link MAX_GRAM} units is a gram; the text is framed by a start and an end mark so that a gram can say
 * "begins with" and "ends with". Grams of the thread use another seed: the same words mean different things above and in a reply.
 *
 * A hash stands for its gram everywhere (fitting, the shipped model, explanation). With 22 bits and some 195,000 kept grams, a
 * foreign gram meets a kept one once in 22 look-ups; what it then adds is one small weight. Each bit more would be right more
 * often and cost the shipped model a bit a gram, for which it could hold a tenth more grams, which find more (docs/adr/0024).
 */
export const MAX_GRAM = 3;

/** Seeds of the gram namespaces, see item-grams.ts for which reads what. Part of the model format: changing one needs a new fit. */
export const SEED = {
  text: 0x3c6ef372,
  /** The last units of a text. */
  ending: 0x2545f491,
  /** What the item stands under. */
  thread: 0x1b873593,
  /** An item that stands under another text. */
  replying: 0x4cf5ad43,
  /** One that does not. */
  alone: 0x52dce729,
  /** The whole of a short text. */
  short: 0x38495ab5,
  /** Names of the rules' features. */
  feature: 0x6a09e667,
  /** The terms of the rules. */
  terms: 0x5f356495,
} as const;

export const START_MARK = 0x02;
export const END_MARK = 0x03;

const SPREAD = 0x9e3779b1;

/** Bits of the hash of a gram. Part of the model format. */
export const HASH_BITS = 22;
/** Bits of the hash of a name or of all terms. Part of the model format; the fit refuses two features with one hash. */
const NAME_BITS = 24;

/** Takes one more code unit into the state of a hash, which begins as the seed. */
const extend = (state: number, unit: number): number => {
  const mixed = Math.imul(state ^ unit, SPREAD);
  return mixed ^ (mixed >>> 15);
};

/** The hash of a gram from its state: the upper bits, which are the best mixed. */
const finish = (state: number): number => state >>> (32 - HASH_BITS);

function stateAfter(text: string, seed: number): number {
  let state = seed;
  for (let at = 0; at < text.length; at++) state = extend(state, text.charCodeAt(at));
  return state;
}

/** The hash of one gram given as a string. */
export const hashOfGram = (gram: string, seed: number): number => finish(stateAfter(gram, seed));

/** The hash of a name, or of any other string that is no gram. */
export const hashOfName = (name: string, seed: number): number => stateAfter(name, seed) >>> (32 - NAME_BITS);

/** How many hashes {@link hashGrams} writes for `length` code units. */
export function gramCount(length: number, shortest = 1, longest: number = MAX_GRAM): number {
  const framed = length + 2;
  let count = 0;
  for (let n = shortest; n <= longest; n++) count += Math.max(0, framed - n + 1);
  return count;
}

/**
 * Writes the hashes of all grams of `codes[0..length)`.
 *
 * @param codes - canonical code units
 * @param length - how many of them count
 * @param seed - namespace, see {@link SEED}
 * @param out - receives the hashes; must have room for `gramCount(length, shortest, longest)` entries from `at`
 * @param at - first index to write
 * @param shortest - shortest gram written
 * @param longest - longest gram written, MAX_GRAM at the most
 * @returns index after the last hash written
 */
export function hashGrams(
  codes: Uint16Array,
  length: number,
  seed: number,
  out: Int32Array,
  at: number,
  shortest = 1,
  longest: number = MAX_GRAM,
): number {
  // Grams with a mark in them are few; the others are written by a loop that knows of none.
  const inside = Math.max(0, length - longest + 1);
  at = hashFramed(codes, length, seed, out, at, shortest, longest, 0, 1);
  at = hashInside(codes, inside, seed, out, at, shortest, longest);
  return hashFramed(codes, length, seed, out, at, shortest, longest, inside + 1, length + 2);
}

/** Grams that begin at the framed units `from`..`to`. */
function hashFramed(
  codes: Uint16Array,
  length: number,
  seed: number,
  out: Int32Array,
  at: number,
  shortest: number,
  longest: number,
  from: number,
  to: number,
): number {
  const last = length + 1;
  for (let i = from; i < to; i++) {
    let state = seed;
    const end = Math.min(i + longest - 1, last);
    for (let j = i; j <= end; j++) {
      const unit = j === 0 ? START_MARK : j === last ? END_MARK : codes[j - 1]!;
      state = extend(state, unit);
      if (j - i + 1 >= shortest) out[at++] = finish(state);
    }
  }
  return at;
}

/**
 * Grams that begin at the first `count` units, where `longest` units follow. Written out, since the processor then works on
 * several at a time.
 */
function hashInside(
  codes: Uint16Array,
  count: number,
  seed: number,
  out: Int32Array,
  at: number,
  shortest: number,
  longest: number,
): number {
  for (let i = 0; i < count; i++) {
    let state = extend(seed, codes[i]!);
    if (shortest === 1) out[at++] = finish(state);
    if (longest === 1) continue;
    state = extend(state, codes[i + 1]!);
    if (shortest <= 2) out[at++] = finish(state);
    if (longest === 2) continue;
    out[at++] = finish(extend(state, codes[i + 2]!));
  }
  return at;
}
