import type { z } from 'zod';
import { AuthoredPolicy, type Policy } from './policy-format.ts';
import { AuthoredRule } from './rule-format.ts';
import { AuthoredSignalGroup, type Signal, type SignalGroup } from './signal-format.ts';

/** One authored file after YAML: where it is and what it says. */
export interface SourceFile {
  /** Path from the project root, with `/`. */
  readonly path: string;
  readonly content: unknown;
}

/** One mistake, told so that its author can mend it. */
export interface Problem {
  readonly file: string;
  /** Where in the file, `signals.offer.anyOf.3`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** Authored files of the rule language. */
export interface AuthoredFiles {
  /** rules/lists.yaml: word lists that `$name` stands for. */
  readonly lists: SourceFile;
  readonly signals: readonly SourceFile[];
  readonly lures: readonly SourceFile[];
  readonly policy: SourceFile;
}

export interface Authored {
  readonly groups: readonly { readonly file: string; readonly group: SignalGroup }[];
  readonly rules: readonly { readonly file: string; readonly rule: z.infer<typeof AuthoredRule> }[];
  readonly policy: Policy | undefined;
  readonly problems: readonly Problem[];
}

/** File name without folder and `.yaml`. */
function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
}

/**
 * Reads authored files strictly: schema, id = file name, word lists put in. All mistakes are gathered; files with mistakes are left out.
 */
export function readAuthored(files: AuthoredFiles): Authored {
  const problems: Problem[] = [];
  const lists = readLists(files.lists, problems);
  const groups: { file: string; group: SignalGroup }[] = [];
  const rules: { file: string; rule: z.infer<typeof AuthoredRule> }[] = [];
  for (const file of files.signals) {
    const group = check(AuthoredSignalGroup, file, problems);
    if (group === undefined) continue;
    checkId(group.id, file, problems);
    groups.push({
      file: file.path,
      group: { ...group, signals: expandAll(group.signals, lists, file.path, problems) },
    });
  }
  for (const file of files.lures) {
    const rule = check(AuthoredRule, file, problems);
    if (rule === undefined) continue;
    checkId(rule.id, file, problems);
    rules.push({
      file: file.path,
      rule: { ...rule, signals: expandAll(rule.signals, lists, file.path, problems) },
    });
  }
  return { groups, rules, policy: check(AuthoredPolicy, files.policy, problems), problems };
}

function check<T>(schema: z.ZodType<T>, file: SourceFile, problems: Problem[]): T | undefined {
  const result = schema.safeParse(file.content);
  if (result.success) return result.data;
  for (const issue of result.error.issues)
    problems.push({ file: file.path, path: issue.path.join('.'), message: `${issue.message}.` });
  return undefined;
}

function checkId(id: string, file: SourceFile, problems: Problem[]): void {
  const name = baseName(file.path);
  if (id !== name)
    problems.push({
      file: file.path,
      path: 'id',
      message: `The id is ${id}, the file is named ${name}: they must be the same.`,
    });
}

function readLists(file: SourceFile, problems: Problem[]): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  const content = file.content;
  if (typeof content !== 'object' || content === null) {
    problems.push({
      file: file.path,
      path: '',
      message: 'Word lists are a mapping from a name to a list of words.',
    });
    return lists;
  }
  for (const [name, words] of Object.entries(content)) {
    if (Array.isArray(words) && words.every((word) => typeof word === 'string' && word !== ''))
      lists.set(name, words as string[]);
    else problems.push({ file: file.path, path: name, message: 'A word list is a list of words.' });
  }
  return lists;
}

type Lists = ReadonlyMap<string, readonly string[]>;

function expandAll(
  signals: Record<string, Signal>,
  lists: Lists,
  file: string,
  problems: Problem[],
): Record<string, Signal> {
  const out: Record<string, Signal> = {};
  for (const [id, signal] of Object.entries(signals)) {
    const expand = (words: readonly string[], where: string): string[] =>
      expandWords(words, lists, `signals.${id}.${where}`, file, problems);
    out[id] = {
      ...signal,
      anyOf: expand(signal.anyOf, 'anyOf'),
      except: expand(signal.except, 'except'),
      near: signal.near.map((near, at) => ({
        ...near,
        first: expand(near.first, `near.${at}.first`),
        then: expand(near.then, `near.${at}.then`),
      })),
    };
  }
  return out;
}

/** Puts the words of a list in the place of `$name`. */
function expandWords(
  words: readonly string[],
  lists: Lists,
  path: string,
  file: string,
  problems: Problem[],
): string[] {
  return words.flatMap((word) => {
    if (!word.startsWith('$')) return [word];
    const list = lists.get(word.slice(1));
    if (list === undefined)
      problems.push({ file, path, message: `There is no word list ${word} in rules/lists.yaml.` });
    return list ?? [];
  });
}
