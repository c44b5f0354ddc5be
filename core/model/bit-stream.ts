/**
 * Bits as text: 13 of them are two characters out of 91 (those of ASCII from `#` to `~`, without the backslash), which JSON writes as they are.
 * Base64 would take a twelfth more. A text has an even number of characters; the last pair is filled up with zero bits.
 */
const RADIX = 91;
/** Bits of a pair of characters: 91 * 91 is a little more than 2^13. */
export const PAIR_BITS = 13;
/** Half the bits of a number. */
const HALF = 16;
const FIRST = 0x23;
const BACKSLASH = 0x5c;

const characterOf = (value: number): string =>
  String.fromCharCode(FIRST + value + (FIRST + value >= BACKSLASH ? 1 : 0));

/** What a code unit stands for that is none of the 91: more than two of them can say. */
const NO_VALUE = RADIX * RADIX;
/** By code unit. All of them are here, so that to read one takes no question. */
const VALUE = new Uint16Array(0x10000).fill(NO_VALUE);
for (let value = 0; value < RADIX; value++) VALUE[characterOf(value).charCodeAt(0)] = value;

/** Writes numbers of any width as text, highest bit first. */
interface BitWriter {
  /** Writes the low `width` bits of a number; at most 31. */
  write(value: number, width: number): void;
  /** The text so far; the last pair is filled up with zero bits. */
  text(): string;
}

export function createBitWriter(): BitWriter {
  let text = '';
  let held = 0;
  let bits = 0;
  const writeFew = (value: number, width: number): void => {
    bits = (bits << width) | (value & ((1 << width) - 1));
    held += width;
    while (held >= PAIR_BITS) {
      held -= PAIR_BITS;
      text += pairOf(bits >>> held);
      bits &= (1 << held) - 1;
    }
  };
  return {
    write(value, width) {
      // Those held and half a number fit into a number.
      if (width > HALF) writeFew(value >>> HALF, width - HALF);
      writeFew(value, Math.min(width, HALF));
    },
    text: () => (held === 0 ? text : text + pairOf(bits << (PAIR_BITS - held))),
  };
}

const pairOf = (bits: number): string => characterOf(Math.floor(bits / RADIX)) + characterOf(bits % RADIX);

/** Reads what {@link createBitWriter} wrote. The bits are laid out in words first, so that a number costs two shifts and no loop. */
export class BitReader {
  private readonly words: Int32Array;
  private readonly length: number;
  private at = 0;

  /** Throws a sentence where the text holds another character or ends in half a pair. */
  constructor(source: string) {
    if (source.length % 2 !== 0) throw new Error('Packed grams: the data ends inside a pair of characters.');
    this.length = (source.length / 2) * PAIR_BITS;
    this.words = layOut(source);
  }

  /** How many bits are still to be read; less than none where more was read than there is. */
  get left(): number {
    return this.length - this.at;
  }

  /** The next `width` bits as a number; at most 31. Behind the end there are zeros, see {@link left}. */
  read(width: number): number {
    // Two shifts, since a shift by 32 is one by 0.
    const value = (this.ahead() >>> 1) >>> (31 - width);
    this.at += width;
    return value;
  }

  /** A number in Rice's code: as many 1 bits as its part above the low `width` bits, a 0 bit, those low bits. For numbers below 2^32. */
  readRice(width: number): number {
    const ahead = this.ahead();
    const ones = Math.clz32(~ahead);
    const bits = ones + 1 + width;
    if (bits > 32) return this.readUnary() * 2 ** width + this.read(width);
    this.at += bits;
    return ones * (1 << width) + ((((ahead << ones) << 1) >>> 1) >>> (31 - width));
  }

  /** How many 1 bits come before the next 0 bit; that one is read too. */
  private readUnary(): number {
    let count = 0;
    for (;;) {
      const ones = Math.clz32(~this.ahead());
      this.at += ones;
      count += ones;
      if (ones < 32) break;
    }
    this.at++;
    return count;
  }

  /** The next 32 bits. */
  private ahead(): number {
    const word = this.at >>> 5;
    const from = this.at & 31;
    const { words } = this;
    if (word + 1 >= words.length) return 0;
    return (words[word]! << from) | ((words[word + 1]! >>> 1) >>> (31 - from));
  }
}

/** What a pair of characters stands for; 2^13 or more where one of them stands for nothing, or both for more than 13 bits hold. */
const pairAt = (source: string, at: number): number =>
  VALUE[source.charCodeAt(at)]! * RADIX + VALUE[source.charCodeAt(at + 1)]!;

/** The bits of a text, 32 a word from the highest down; at least one word more than they need. */
function layOut(source: string): Int32Array {
  const words = new Int32Array(((source.length * PAIR_BITS) >>> 6) + 2);
  // An exported constant is looked up at every use, and a power of one is worked out.
  const pairBits = PAIR_BITS;
  const tooMuch = 2 ** pairBits;
  let word = 0;
  let bits = 0;
  let free = 32;
  for (let at = 0; at < source.length; at += 2) {
    const pair = pairAt(source, at);
    if (pair >= tooMuch) refuse(source, at);
    free -= pairBits;
    if (free > 0) bits |= pair << free;
    else {
      words[word++] = bits | (pair >>> -free);
      free += 32;
      // Two shifts, since a shift by 32 is one by 0.
      bits = (pair << (free - 1)) << 1;
    }
  }
  words[word] = bits;
  return words;
}

/** Says which characters are none that are written. */
function refuse(source: string, from: number): never {
  throw new Error(
    `Packed grams: the characters at ${from} (${JSON.stringify(source.slice(from, from + 2))}) are none that are written.`,
  );
}
