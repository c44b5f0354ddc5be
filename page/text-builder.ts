import { type TextSegment } from './read-item.ts';

export interface BuiltText {
  readonly text: string;
  readonly textMap: TextSegment[];
}

/**
 * Builds an item's raw text and the map from its offsets back to the page's nodes.
 *
 * White space is folded as a browser shows it: runs become one blank, block boundaries and `<br>` one newline. Folded characters keep
 * their place in the map, so that a span never points at another character than the one it was found in.
 */
export class TextBuilder {
  #text = '';
  #map: { start: number; length: number; node: Text | Element; offset: number }[] = [];
  readonly #dropLeading: string;
  #gap: { char: ' ' | '\n'; node?: Text; offset: number } | null = null;

  /** @param dropLeading - characters that are dropped while nothing else has been read (a colon after a name) */
  constructor(dropLeading = '') {
    this.#dropLeading = dropLeading;
  }

  get isEmpty(): boolean {
    return this.#text === '';
  }

  /** @param keepLines - newlines in the node are shown as such (`white-space: pre…`) */
  addText(node: Text, keepLines: boolean): void {
    const { data } = node;
    for (let i = 0; i < data.length; i++) {
      const char = data[i]!;
      if (isFoldable(char)) {
        if (char === '\n' && keepLines) this.#gap = { char: '\n', node, offset: i };
        else this.#gap ??= { char: ' ', node, offset: i };
      } else if (!(this.isEmpty && this.#dropLeading.includes(char))) {
        this.#flushGap();
        this.#put(char, node, i);
      }
    }
  }

  /** Text that an attribute of an element stands for, such as the `alt` of an emoji. */
  addValue(value: string, node: Element): void {
    if (value === '') return;
    this.#flushGap();
    this.#map.push({ start: this.#text.length, length: value.length, node, offset: 0 });
    this.#text += value;
  }

  newline(): void {
    this.#gap = { char: '\n', offset: 0 };
  }

  build(): BuiltText {
    return { text: this.#text, textMap: this.#map };
  }

  #flushGap(): void {
    const gap = this.#gap;
    this.#gap = null;
    if (!gap || this.isEmpty) return;
    if (gap.node) this.#put(gap.char, gap.node, gap.offset);
    else this.#text += gap.char;
  }

  #put(char: string, node: Text, offset: number): void {
    const last = this.#map.at(-1);
    if (
      last?.node === node &&
      last.offset + last.length === offset &&
      last.start + last.length === this.#text.length
    )
      last.length += 1;
    else this.#map.push({ start: this.#text.length, length: 1, node, offset });
    this.#text += char;
  }
}

function isFoldable(char: string): boolean {
  return char === ' ' || char === '\n' || char === '\t' || char === '\r' || char === '\f';
}
