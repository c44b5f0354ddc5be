import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Converter as ConvertJapanese } from 'opencc-js';
import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';
import { parse } from 'yaml';
import type { TermSpec } from '../core/match/hit.ts';
import {
  commonCharacters,
  compileFolding,
  type FoldingSources,
  ordinaryPassages,
} from '../core/ruleset/compile-folding.ts';
import { AuthoredFolding } from '../core/ruleset/folding-format.ts';
import { type FoldingData, HAN_FIRST, HAN_LAST } from '../core/text/folding-data.ts';
import { loadFoldTables } from '../core/text/load-fold-tables.ts';

const FOLDER = fileURLToPath(new URL('../rules/folding/', import.meta.url));

/** The 6,763 characters of GB 2312: they are simplified Chinese already, whatever they mean in Japan (欠). */
function mainlandCharacters(): Set<string> {
  const decoder = new TextDecoder('gb18030');
  const common = new Set<string>();
  for (let row = 0xb0; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) common.add(decoder.decode(Uint8Array.of(row, cell)));
  }
  return common;
}

/** Traditional (Taiwan, Hong Kong) and Japanese forms -> simplified, one character each, from OpenCC. */
function simplifiedMap(): Map<string, string> {
  const mainland = [Converter({ from: 't', to: 'cn' })];
  const ways = [
    ...mainland,
    Converter({ from: 'tw', to: 'cn' }),
    Converter({ from: 'hk', to: 'cn' }),
    ConvertJapanese({ from: 'jp', to: 'cn' }),
  ];
  const common = mainlandCharacters();
  const map = new Map<string, string>();
  for (let code = HAN_FIRST; code <= HAN_LAST; code++) {
    const char = String.fromCharCode(code);
    for (const way of common.has(char) ? mainland : ways) {
      const plain = way(char);
      if (plain === char || plain.length !== 1) continue;
      map.set(char, plain);
      break;
    }
  }
  return map;
}

/** Most common reading of each character without tone, from pinyin-pro. */
function syllableMap(): Map<string, string> {
  const map = new Map<string, string>();
  for (let code = HAN_FIRST; code <= HAN_LAST; code++) {
    const char = String.fromCharCode(code);
    const reading = pinyin(char, { toneType: 'none', v: true });
    // Interjections without a vowel (嗯 ng, 呣 m) sound like nothing else.
    if (/^[a-zü]*[aeiouvü][a-zü]*$/.test(reading)) map.set(char, reading.replaceAll('ü', 'v'));
  }
  return map;
}

export function foldingSources(): FoldingSources {
  return { simplified: simplifiedMap(), syllables: syllableMap() };
}

/**
 * Reads and checks `rules/folding/*.yaml`.
 *
 * @throws ZodError naming file and place of the first mistakes
 */
export function readFolding(folder = FOLDER): AuthoredFolding {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return AuthoredFolding.parse(
    Object.fromEntries(files.map((name) => [name.slice(0, -5), parse(readFileSync(folder + name, 'utf8'))])),
  );
}

/** Lines `passage<tab>count` of a background table; comment lines and text ends (^, $) left out. */
export function readGrams(path: string): [string, number][] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line): [string, number][] => {
      const [gram, count] = line.split('\t');
      if (gram === undefined || count === undefined || /[\^$#]/.test(gram)) return [];
      return [[gram, Number(count)]];
    });
}

/**
 * The folding section of the ruleset, complete.
 *
 * @param terms - all terms of the rules, as they will be given to `buildMatcher`
 * @param grams - ordinary passages, from `readGrams`
 */
export function buildFolding(
  terms: readonly TermSpec[],
  grams: readonly (readonly [string, number])[],
): FoldingData {
  const data = compileFolding(readFolding(), foldingSources());
  data.common = commonCharacters(grams, loadFoldTables(data));
  data.ordinary = [...data.ordinary, ...ordinaryPassages(terms, grams, data)];
  return data;
}
