import { accept, refuse, type Result } from './update-error.ts';

interface JsonBounds {
  /** Brackets inside brackets. */
  readonly depth: number;
  /** Values, keys and brackets in all, roughly. */
  readonly nodes: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;

/**
 * Parses JSON that may be hostile: UTF-8 must be valid, and depth and number of nodes are counted on the bytes before anything is
 * built from them. A key `__proto__` is refused: no rightful file has one.
 *
 * @param file - named in the error
 */
export function parseBounded(bytes: Uint8Array, bounds: JsonBounds, file: string): Result<unknown> {
  const tooMuch = overBounds(bytes, bounds);
  if (tooMuch !== undefined) return refuse('malformed', file, tooMuch);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('malformed', file, 'The file is not valid UTF-8.');
  }
  try {
    let hostileKey = false;
    const value: unknown = JSON.parse(text, function (this: unknown, key: string, inner: unknown) {
      if (key === '__proto__') hostileKey = true;
      return inner;
    });
    if (hostileKey) return refuse('malformed', file, 'The file has a key named __proto__.');
    return accept(value);
  } catch {
    return refuse('malformed', file, 'The file is not JSON.');
  }
}

/** A sentence when the bytes go beyond the bounds. Brackets inside strings do not count. */
function overBounds(bytes: Uint8Array, bounds: JsonBounds): string | undefined {
  let depth = 0;
  let nodes = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (inString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inString = false;
      continue;
    }
    if (byte === QUOTE) inString = true;
    else if (byte === COMMA || byte === COLON) nodes++;
    else if (byte === 0x7b || byte === 0x5b) {
      nodes++;
      if (++depth > bounds.depth) return `The file is nested deeper than ${bounds.depth} levels.`;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
    if (nodes > bounds.nodes) return `The file has more than ${bounds.nodes} parts.`;
  }
  return undefined;
}
