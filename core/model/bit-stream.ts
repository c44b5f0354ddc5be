const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const VALUE = new Uint8Array(128).fill(255);
for (let i = 0; i < ALPHABET.length; i++) VALUE[ALPHABET.charCodeAt(i)] = i;

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
        text += ALPHABET[(bits >>> held) & 63];
      }
      bits &= (1 << held) - 1;
    },
    text: () => (held === 0 ? text : text + ALPHABET[(bits << (EACH - held)) & 63]),
  };
}

/** Reads what {@link createBitWriter} wrote. */
export class BitReader {
  private held = 0;
  private bits = 0;
  private at = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  /** The next `width` bits as a number; at most 24. Throws a sentence where the text ends or holds another character. */
  read(width: number): number {
    while (this.held < width) this.fetch();
    this.held -= width;
    const value = (this.bits >>> this.held) & ((1 << width) - 1);
    this.bits &= (1 << this.held) - 1;
    return value;
  }

  /** How many 1 bits come before the next 0 bit; that one is read too. */
  readUnary(): number {
    let count = 0;
    while (this.read(1) === 1) count++;
    return count;
  }

  private fetch(): void {
    const { source, at } = this;
    if (at >= source.length) throw new Error('Packed grams: the data ends inside an entry.');
    const value = VALUE[source.charCodeAt(at)] ?? 255;
    if (value === 255)
      throw new Error(`Packed grams: character ${at} (${JSON.stringify(source[at])}) is not base64.`);
    this.bits = (this.bits << EACH) | value;
    this.held += EACH;
    this.at = at + 1;
  }
}
