/** A line of a text file, or the note that it was too long to be one. Numbered from 1. */
type Line =
  { readonly number: number; readonly text: string } | { readonly number: number; readonly tooLong: true };

/**
 * Splits UTF-8 bytes into lines without ever holding more than `limit` bytes of one: the rest of a longer line is thrown
 * away as it comes, and the line is given as too long. A byte order mark and CR before LF are tolerated; empty lines are
 * passed over.
 *
 * @param limit - bytes of one line
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: false });
  let parts: Uint8Array[] = [];
  let held = 0;
  let tooLong = false;
  let number = 0;
  const line = (): Line | null => {
    number += 1;
    if (tooLong) return { number, tooLong: true };
    const bytes = parts.length === 1 ? parts[0]! : join(parts, held);
    const text = decoder.decode(bytes).replace(/\r$/, '');
    return text.trim() === '' ? null : { number, text };
  };
  const reset = () => {
    parts = [];
    held = 0;
    tooLong = false;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      keep(chunk.subarray(from, end));
      const made = line();
      if (made !== null) yield made;
      reset();
      from = end + 1;
    }
    keep(chunk.subarray(from));
  }
  if (held > 0 || tooLong) {
    const made = line();
    if (made !== null) yield made;
  }

  function keep(piece: Uint8Array): void {
    if (tooLong || piece.length === 0) return;
    if (held + piece.length > limit) {
      tooLong = true;
      parts = [];
      held = 0;
      return;
    }
    parts.push(piece);
    held += piece.length;
  }
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
