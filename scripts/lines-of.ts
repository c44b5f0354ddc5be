import { constants } from 'node:buffer';

/** Characters that a line may have: a longer one cannot be held as one text. */
export const LONGEST_LINE = constants.MAX_STRING_LENGTH;

/**
 * The lines of UTF-8 text that comes in parts; null in the place of one that is longer than `longest`. Lines end with LF or CR LF alone:
 * node:readline would also cut at U+2028, which JSON allows inside a text.
 */
export async function* linesOf(
  input: AsyncIterable<Buffer | string>,
  longest = LONGEST_LINE,
): AsyncGenerator<string | null> {
  const decoder = new TextDecoder(); // takes the byte order mark away
  let line: string | null = '';
  const add = (part: string): void => {
    line = line === null || line.length + part.length > longest ? null : line + part;
  };
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const [first, ...others] = text.split('\n');
    add(first!);
    for (const next of others) {
      yield line && line.replace(/\r$/, '');
      line = '';
      add(next);
    }
  }
  add(decoder.decode());
  yield line;
}
