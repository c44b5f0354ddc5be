import type { FoldTables } from '../text/fold-tables.ts';
import { fold, standardText } from '../text/fold.ts';
import type { Authored, Problem } from './authored.ts';
import type { Signal } from './signal-format.ts';

/** Fewest characters of a term that stands alone; parts of a `near` may be shorter. */
const SHORTEST = 2;
/** A term of this length is matched with any homophones, so a longer one that contains it finds nothing more. */
const CONTAINS_ALL = 3;

/** Mistakes in terms: not in normal form, too short, twice in one signal, contained in another of the same signal. */
export function checkTerms({ groups, rules }: Authored, tables: FoldTables): Problem[] {
  const problems: Problem[] = [];
  const owners = [
    ...groups.map(({ file, group }) => ({ file, signals: group.signals })),
    ...rules.map(({ file, rule }) => ({ file, signals: rule.signals })),
  ];
  for (const { file, signals } of owners) {
    for (const [id, signal] of Object.entries(signals)) {
      for (const { path, message } of problemsOf(signal, tables))
        problems.push({ file, path: `signals.${id}.${path}`, message });
    }
  }
  return problems;
}

function problemsOf(signal: Signal, tables: FoldTables): Omit<Problem, 'file'>[] {
  const problems: Omit<Problem, 'file'>[] = [];
  const lists: [string, readonly string[], number][] = [
    ['anyOf', signal.anyOf, SHORTEST],
    ['except', signal.except, SHORTEST],
    ...signal.near.flatMap((near, at): [string, readonly string[], number][] => [
      [`near.${at}.first`, near.first, 1],
      [`near.${at}.then`, near.then, 1],
    ]),
  ];
  if (signal.anyOf.length === 0 && signal.near.length === 0)
    problems.push({ path: '', message: 'The signal has neither anyOf nor near.' });
  for (const [path, terms, shortest] of lists) {
    const seen = new Set<string>();
    for (const term of terms) {
      if (seen.has(term)) problems.push({ path, message: `${term} is there twice.` });
      seen.add(term);
      if (term.length < shortest)
        problems.push({ path, message: `${term} is too short: ${shortest} characters at least.` });
      const normal = normalForm(term, tables);
      if (normal !== term)
        problems.push({
          path,
          message: `${term} is not in normal form: write ${normal === '' ? 'Chinese characters, letters or digits' : normal}.`,
        });
    }
    if (path === 'anyOf') problems.push(...contained(terms, path));
  }
  return problems;
}

/** What folding makes of the term: simplified, lower case, half width, without punctuation. */
function normalForm(term: string, tables: FoldTables): string {
  return standardText(fold(term, tables));
}

function contained(terms: readonly string[], path: string): Omit<Problem, 'file'>[] {
  const short = terms.filter((term) => term.length >= CONTAINS_ALL);
  return terms.flatMap((term) => {
    const inner = short.find((other) => other.length < term.length && term.includes(other));
    return inner === undefined
      ? []
      : [{ path, message: `${term} contains ${inner}, which finds it already.` }];
  });
}
