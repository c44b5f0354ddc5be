import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const FOLDER = fileURLToPath(new URL('../rules/sites/', import.meta.url));

/** The authored site descriptions of `rules/sites/`, by file name without extension. Not checked. */
export function readSiteFiles(): { name: string; raw: unknown }[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.yaml'.length),
      raw: parse(readFileSync(FOLDER + file, 'utf8')) as unknown,
    }));
}
