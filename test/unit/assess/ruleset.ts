import { beforeAll } from 'vitest';
import type { Ruleset } from '../../../core/ruleset/ruleset.ts';
import { readRuleset } from '../../../scripts/ruleset-file.ts';

/** The built ruleset, loaded once for a test file. `npm run rules:build` makes it. */
export function useRuleset(): { readonly current: Ruleset } {
  const held: { current: Ruleset } = { current: undefined as never };
  beforeAll(() => {
    held.current = readRuleset();
  });
  return held;
}
