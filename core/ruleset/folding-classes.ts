import { CLASS } from '../text/fold-tables.ts';
import { GAP } from '../text/gap.ts';
import type { AuthoredFolding } from './folding-format.ts';

/** Class of a code of the BMP by its Unicode category, where the data says nothing. */
function classByCategory(code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) return CLASS.surrogate;
  if (code === 0xfe0e || code === 0xfe0f) return CLASS.silent;
  if (code === 0x20e3) return CLASS.keycap;
  const char = String.fromCharCode(code);
  if (/[\p{M}\p{Cf}]/u.test(char)) return CLASS.hidden;
  if (/[\p{L}\p{N}]/u.test(char)) return CLASS.plain;
  if (/[\p{Z}\p{Cc}]/u.test(char)) return CLASS.gap + GAP.blank;
  if (/\p{P}/u.test(char) || (code < 0x100 && /\p{S}/u.test(char))) return CLASS.gap + GAP.mark;
  return CLASS.gap + GAP.decoration;
}

/**
 * Runs of equal class over the BMP, [first code, class]. Computed when the ruleset is compiled, since asking Unicode for 65,536
 * categories at every start would cost more than the rest of loading.
 */
export function classRuns(separators: AuthoredFolding['separators']): [number, number][] {
  const listed = new Map<number, number>();
  for (const kind of ['quote', 'pause', 'end', 'line', 'blank'] as const) {
    for (const char of separators[kind]) listed.set(char.charCodeAt(0), CLASS.gap + GAP[kind]);
  }
  const runs: [number, number][] = [];
  for (let code = 0; code <= 0xffff; code++) {
    const cls = listed.get(code) ?? classByCategory(code);
    if (runs.at(-1)?.[1] !== cls) runs.push([code, cls]);
  }
  return runs;
}

/** Pairs of signs that Unicode takes for one letter, digit or Chinese character (①, 𝐭, ㈠), full-width forms left out. */
export function compatibilityPairs(): { enclosed: string; letters: string } {
  let enclosed = '';
  let letters = '';
  const ranges = [
    [0xaa, 0x24f],
    [0x1d00, 0x24ff],
    [0x2c60, 0x2c7f],
    [0x2e80, 0x33ff],
    [0xf900, 0xfaff],
    [0x1d400, 0x1d7ff],
    [0x1f100, 0x1f2ff],
    [0x2f800, 0x2fa1d],
  ] as const;
  for (const [first, last] of ranges) {
    for (let code = first; code <= last; code++) {
      const sign = String.fromCodePoint(code);
      const plain = sign.normalize('NFKC');
      if (plain !== sign && /^[(]?[A-Za-z0-9\u4e00-\u9fff][)]?$/u.test(plain)) {
        const meant = plain.replace(/[()]/g, '').toLowerCase();
        enclosed += sign + meant;
        continue;
      }
      // Accented letters: pinyin with tone marks above all. ü is the v of typed pinyin.
      const parts = sign.normalize('NFD');
      if (parts.length > 1 && /^[A-Za-z]\p{M}+$/u.test(parts)) {
        const base = /^[uU].*\u0308/u.test(parts) ? 'v' : parts.charAt(0).toLowerCase();
        letters += sign + base;
      }
    }
  }
  return { enclosed, letters };
}
