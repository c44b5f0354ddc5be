import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES, type Item, type Role } from '../../core/item.ts';
import { CATEGORIES, LEVELS, type Category, type Level } from '../../core/verdict.ts';

/** One labelled text. `voice` is the file it comes from: one file = one writer. */
export interface Row extends Item {
  readonly text: string;
  readonly level: Level;
  readonly category: Category;
  readonly role: Role;
  readonly disguised: boolean;
  /** The text with its disguise undone, where the writer gave it. */
  readonly plain?: string;
  readonly voice: string;
  /** Made by `withPlainTwins` or `writeOrdinaryTexts`: fitted on, never judged. */
  readonly unjudged?: true;
}

export const isLure = (row: Pick<Row, 'level'>): boolean => row.level === 'danger' || row.level === 'caution';

/**
 * Adds, for each disguised text whose undone form the writer gave, that form as a text to fit on: the fit then knows the words that
 * folding does not bring back. Worth 1 to 2 points of recall at 2 %.
 */
export function withPlainTwins(rows: readonly Row[]): Row[] {
  const twins = rows
    .filter(({ text, plain }) => plain !== undefined && plain !== text)
    .map((row): Row => ({ ...row, text: row.plain!, disguised: false, unjudged: true }));
  return [...rows, ...twins];
}

/** Reads one labelled line; throws a sentence that names what is wrong. */
export function parseRow(line: string, voice: string, number: number): Row {
  const where = `${voice}:${number}`;
  let raw: Record<string, unknown>;
  try {
    raw = JSON.parse(line) as Record<string, unknown>;
  } catch {
    throw new Error(`${where} is not JSON.`);
  }
  const { text, level, category, role = 'comment', thread, author, obfuscated, plain } = raw;
  if (typeof text !== 'string' || text === '') throw new Error(`${where} has no text.`);
  if (!(LEVELS as readonly unknown[]).includes(level))
    throw new Error(`${where} has level ${JSON.stringify(level)}; use ${LEVELS.join(', ')}.`);
  if (!(CATEGORIES as readonly unknown[]).includes(category))
    throw new Error(`${where} has category ${JSON.stringify(category)}.`);
  if (!(ROLES as readonly unknown[]).includes(role))
    throw new Error(`${where} has role ${JSON.stringify(role)}; use ${ROLES.join(', ')}.`);
  return {
    text,
    level: level as Level,
    category: category as Category,
    role: role as Role,
    ...(typeof thread === 'string' && thread !== '' && { thread }),
    ...(typeof author === 'string' && author !== '' && { author }),
    ...(typeof plain === 'string' && plain !== '' && { plain }),
    disguised: obfuscated === true,
    voice,
  };
}

/** Reads every `*.jsonl` of a folder, in the order of names. */
export function readCorpus(folder: string): Row[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readRows(join(folder, name), name.replace(/\.jsonl$/, '')));
}

/** Reads one file of labelled lines. */
function readRows(file: string, voice: string): Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseRow(line, voice, index + 1)]));
}
