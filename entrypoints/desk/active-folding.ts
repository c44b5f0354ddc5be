import { browser } from '#imports';
import { ACTIVE_RULESET_KEY, readActiveRuleset } from '../../core/ruleset/active-ruleset.ts';

/** The folding section of the active ruleset, for the worker: a worker has no `storage`. `undefined` where there is no ruleset yet. */
export async function activeFolding(): Promise<unknown> {
  const stored = await browser.storage.local.get(ACTIVE_RULESET_KEY);
  const compiled = readActiveRuleset(stored[ACTIVE_RULESET_KEY])?.compiled as
    { folding?: unknown } | undefined;
  return compiled?.folding;
}
