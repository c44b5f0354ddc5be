import type { Item } from '../item.ts';
import { charOf, CLASS, classOf, type FoldTables } from '../text/fold-tables.ts';
import { endsSentence } from '../text/gap.ts';
import { gramShare } from './gram-share.ts';
import { hashOfName, SEED } from './gram-hash.ts';
import type { ModelData } from './model-format.ts';
import { unpackGrams, WEIGHT_BITS } from './packed-grams.ts';

/**
 * One look at the raw characters of an item before anything is folded: single characters alone tell of most ordinary talk that it cannot be a
 * lure, at a hundredth of the cost of reading it (docs/adr/0023 has the figures).
 */
export interface Glance {
  /** By UTF-16 code of the raw text, in steps; {@link SENTENCE_END} where a sentence ends. */
  readonly weights: Int8Array;
  readonly bias: number;
  readonly scale: number;
  /** Items below it are passed over. */
  readonly least: number;
}

/** How the weights of a glance are packed, under their units. */
export const PACKED_UNITS = { width: 1, weightBits: WEIGHT_BITS } as const;

/** Texts longer than this are always read: a lure may stand in one paragraph of an article, and nobody posts thousands of them. */
const READ_FROM = 200;

/** In the place of a weight; no weight is so low. */
export const SENTENCE_END = -128;

const ZERO = 0x30;
const NINE = 0x39;
/** Ends a sentence. */
const LINE_BREAK = 0x0a;

/** What a raw UTF-16 code counts as: its standard character, any digit as `0`, an emoji (or half of one) as itself; 0 for what folding drops and for punctuation, which goes with the writer. */
export function glanceUnit(code: number, { entry }: FoldTables): number {
  const cls = classOf(entry[code] as number);
  if (cls === CLASS.special || cls === CLASS.surrogate) return code;
  const standard = charOf(entry[code] as number);
  return standard >= ZERO && standard <= NINE ? ZERO : standard;
}

/** A term of the rules; only its text counts here. */
interface Term {
  readonly text: string;
}

/** A number that changes with any term of the rules. */
export const fingerprintOf = (terms: readonly Term[]): number =>
  hashOfName(terms.map(({ text }) => text).join('\0'), SEED.terms);

/**
 * Reads the model's `glance` section. Throws a sentence when it is cut. Where the rules have other terms than when it was fitted, everything is
 * read: a channel's new rule may name what is made of everyday words alone (小海豚计划).
 *
 * @param terms - of the ruleset it will look for
 */
export function buildGlance(
  { grams, bias, scale, least, terms: fittedTerms }: ModelData['glance'],
  tables: FoldTables,
  terms: readonly Term[],
): Glance {
  const known = unpackGrams(grams, PACKED_UNITS);
  const byUnit = new Int8Array(0x10000);
  for (let at = 0; at < known.count; at++) {
    const unit = known.keys[at]!;
    if (unit >= byUnit.length) throw new Error(`Packed grams: ${unit} is no UTF-16 code.`);
    byUnit[unit] = known.weights[at]!;
  }
  const weights = new Int8Array(0x10000);
  for (let code = 0; code < weights.length; code++)
    weights[code] = endsSentence(classOf(tables.entry[code]!) - CLASS.gap)
      ? SENTENCE_END
      : byUnit[glanceUnit(code, tables)]!;
  return { weights, bias, scale, least: fingerprintOf(terms) === fittedTerms ? least : -Infinity };
}

/** How much `count` characters look like something to read: the sum of their weights over the root of how many they are. */
export const glanceValue = (sum: number, count: number, { bias, scale }: Glance): number =>
  bias + sum * scale * gramShare(count);

/**
 * How much the most telling sentence of a text looks like one to read: small talk beside a pitch must not hide it. A character that repeats
 * the one before it (哈哈哈哈) says nothing more.
 */
function textAt(text: string, glance: Glance): number {
  if (text.length > READ_FROM) return Infinity;
  const { weights } = glance;
  let best = -Infinity;
  let sum = 0;
  let count = 0;
  let before = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : LINE_BREAK;
    if (code === before) continue;
    before = code;
    const weight = weights[code]!;
    if (weight !== SENTENCE_END) {
      sum += weight;
      count++;
    } else if (count > 0) {
      best = Math.max(best, glanceValue(sum, count, glance));
      sum = count = 0;
    }
  }
  return best;
}

/** The last thread looked at: comments under one post come in a row. */
let last: { readonly glance: Glance; readonly thread: string; readonly value: number } | undefined;

function threadAt(thread: string, glance: Glance): number {
  if (last?.thread !== thread || last.glance !== glance)
    last = { glance, thread, value: textAt(thread, glance) };
  return last.value;
}

/** How much an item looks like one to read, by itself or by what it stands under. */
export function glanceAt({ text, thread }: Item, glance: Glance): number {
  const own = textAt(text, glance);
  return thread === undefined || thread === '' ? own : Math.max(own, threadAt(thread, glance));
}

/** Whether an item must be read: it may be about the trade, or stands under a text that may be. */
export const isWorthReading = (item: Item, glance: Glance): boolean => glanceAt(item, glance) >= glance.least;
