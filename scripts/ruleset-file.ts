import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadRuleset } from '../core/ruleset/load-ruleset.ts';
import type { Ruleset } from '../core/ruleset/ruleset.ts';

/** Where `npm run rules:build` leaves the compiled ruleset. */
export const RULESET_FILE = fileURLToPath(new URL('../.generated/ruleset.json', import.meta.url));

/** Reads and loads a compiled ruleset; throws a sentence that says what to do. */
export function readRuleset(file: string = RULESET_FILE): Ruleset {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error(`There is no compiled ruleset at ${file}. Run: npm run rules:build`);
  }
  const result = loadRuleset(JSON.parse(text));
  if (!result.ok) throw new Error(`${file} cannot be used (${result.error.reason}): ${result.error.detail}`);
  return result.value;
}
