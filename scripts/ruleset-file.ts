import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadRuleset } from '../core/ruleset/load-ruleset.ts';
import type { Ruleset } from '../core/ruleset/ruleset.ts';

/** Where `npm run rules:build` leaves the compiled ruleset. */
export const RULESET_FILE = fileURLToPath(new URL('../.generated/ruleset.json', import.meta.url));

/** Builds the ruleset where there is none yet, so that `npm run scan` answers in a fresh clone. What the build says goes to standard error. */
function buildIfMissing(): void {
  if (existsSync(RULESET_FILE)) return;
  const build = fileURLToPath(new URL('./rules-build.ts', import.meta.url));
  spawnSync(process.execPath, [build], { stdio: ['ignore', 2, 'inherit'] });
}

/** Reads and loads a compiled ruleset; throws a sentence that says what to do. */
export function readRuleset(file: string = RULESET_FILE): Ruleset {
  if (file === RULESET_FILE) buildIfMissing();
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
