import type { Canonical } from '../../../core/text/canonical.ts';

/** A text that is canonical as it is written. */
export function canonicalOf(text: string): Canonical {
  const codes = Uint16Array.from(text, (char) => char.charCodeAt(0));
  const start = Int32Array.from(codes, (_, at) => at);
  return { length: codes.length, codes, start, end: start.map((at) => at + 1) };
}

/** Grams of a framed text, cut out one by one, in the order of `hashGrams`. */
export function gramsOf(text: string, shortest: number, longest: number): string[] {
  const framed = `\u0002${text}\u0003`;
  const grams: string[] = [];
  for (let i = 0; i < framed.length; i++)
    for (let n = shortest; n <= longest && i + n <= framed.length; n++) grams.push(framed.slice(i, i + n));
  return grams;
}
