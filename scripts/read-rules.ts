import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import type { AuthoredFiles, SourceFile } from '../core/ruleset/authored.ts';

export const ROOT = resolve(import.meta.dirname, '..');

/** Reads one YAML file. Broken YAML becomes content that no schema takes, so that the mistake is told with the others. */
export function readYaml(path: string): SourceFile {
  const shown = relative(ROOT, path).replaceAll('\\', '/');
  try {
    return { path: shown, content: parse(readFileSync(path, 'utf8')) as unknown };
  } catch (error) {
    return { path: shown, content: `YAML: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** All YAML files of a folder, in the order of their names. */
export function readFolder(folder: string): SourceFile[] {
  let names: string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readYaml(join(folder, name)));
}

/** The authored files of the rule language, from `rules/`. */
export function readRuleFiles(root = ROOT): AuthoredFiles {
  const rules = join(root, 'rules');
  return {
    lists: readYaml(join(rules, 'lists.yaml')),
    signals: readFolder(join(rules, 'signals')),
    lures: readFolder(join(rules, 'lures')),
    policy: readYaml(join(rules, 'policy.yaml')),
  };
}
