import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

const FOLDER = new URL('../../../rules/channels/', import.meta.url);

/** The authored channel files, by name. */
export function channelFiles(): Map<string, unknown> {
  const names = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  return new Map(names.map((name) => [name, parse(readFileSync(new URL(name, FOLDER), 'utf8')) as unknown]));
}
