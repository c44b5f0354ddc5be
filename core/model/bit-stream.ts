import { BASE64 } from '../base64-alphabet.ts';

/** What a character stands for that is none of the alphabet. */
const NO_VALUE = 255;
const VALUE = new Uint8Array(128).fill(NO_VALUE);
for (let i = 0; i < BASE64.length; i++) VALUE[BASE64.charCodeAt(i)] = i;

/** Bits of one character. The characters are those of base64, so that the text fits into JSON and a URL; there is no padding. */
const EACH = 6;

/** Writes numbers of any width as text, highest bit first. */
export interface BitWriter {
  /** Writes the low `width` bits of a number; at most 24. */
  write(value: number, width: number): void;
  /** The text so far; the last character is filled up with zero bits. */
  text(): string;
}

export function createBitWriter(): BitWriter {
  let text = '';
  let held = 0;
  let bits = 0;
  return {
    write(value, width) {
      bits = (bits << width) | (value & ((1 << width) - 1));
      held += width;
      while (held >= EACH) {
        held -= EACH;
        text += BASE64[(bits >>> held) & 63];
      }
      bits &= (1 << held) - 1;
    },
    text: () => (held === 0 ? text : text + BASE64[(bits << (EACH - held)) & 63]),
  };
}

/** Reads what {@link createBitWriter} wrote. The bits are laid out in words first, so that a number costs two shifts and no loop. */
export class BitReader {
  private readonly words: Int32Array;
  private readonly length: number;
  private at = 0;

  /** Throws a sentence where the text holds another character. */
  constructor(source: string) {
    this.length = source.length * EACH;
    this.words = layOut(source);
  }

  /** The next `width` bits as a number; at most 31. Behind the end there are zeros, see {@link isOver}. */
  read(width: number): number {
    // Two shifts, since a shift by 32 is one by 0.
    const value = (this.ahead() >>> 1) >>> (31 - width);
    this.at += width;
    return value;
  }

  /** How many 1 bits come before the next 0 bit; that one is read too. */
  readUnary(): number {
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

  /** Was more read than there is? */
  isOver(): boolean {
    return this.at > this.length;
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

/** What the character at `index` stands for; behind the end, no bits. */
const valueAt = (source: string, index: number): number =>
  index < source.length ? (VALUE[source.charCodeAt(index)] ?? NO_VALUE) : 0;

/** So many characters fill three words. */
const BLOCK = 16;

/** The bits of a text, 32 a word from the highest down; at least one word more than they need. */
function layOut(source: string): Int32Array {
  const blocks = Math.ceil(source.length / BLOCK);
  const words = new Int32Array(blocks * 3 + 1);
  const values = new Uint8Array(BLOCK);
  for (let block = 0; block < blocks; block++) {
    const from = block * BLOCK;
    let all = 0;
    for (let at = 0; at < BLOCK; at++) {
      const value = valueAt(source, from + at);
      values[at] = value;
      all |= value;
    }
    if (all === NO_VALUE) refuse(source, from);
    words[block * 3] =
      (values[0]! << 26) |
      (values[1]! << 20) |
      (values[2]! << 14) |
      (values[3]! << 8) |
      (values[4]! << 2) |
      (values[5]! >> 4);
    words[block * 3 + 1] =
      (values[5]! << 28) |
      (values[6]! << 22) |
      (values[7]! << 16) |
      (values[8]! << 10) |
      (values[9]! << 4) |
      (values[10]! >> 2);
    words[block * 3 + 2] =
      (values[10]! << 30) |
      (values[11]! << 24) |
      (values[12]! << 18) |
      (values[13]! << 12) |
      (values[14]! << 6) |
      values[15]!;
  }
  return words;
}

/** Says which character, `from` or behind it, is none of the alphabet. */
function refuse(source: string, from: number): never {
  for (let index = from; ; index++)
    if (valueAt(source, index) === NO_VALUE)
      throw new Error(`Packed grams: character ${index} (${JSON.stringify(source[index])}) is not base64.`);
}
