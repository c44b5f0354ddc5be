import { browser } from '#imports';
import type { ActiveRuleset } from '../../core/ruleset/active-ruleset.ts';
import { readGuidanceBook, type GuidanceBook } from '../../core/ruleset/guidance-format.ts';

/** Guidance of the active rules; without rules, or where theirs cannot be read, what the extension was delivered with: the numbers are always at hand. */
export async function loadGuidance(active: ActiveRuleset | undefined): Promise<GuidanceBook | undefined> {
  return guidanceIn(active?.compiled) ?? guidanceIn(await shipped());
}

const guidanceIn = (compiled: unknown) =>
  readGuidanceBook((compiled as { guidance?: unknown } | undefined)?.guidance);

async function shipped(): Promise<unknown> {
  try {
    const response = await fetch(browser.runtime.getURL('/ruleset.json' as never));
    return await response.json();
  } catch {
    return undefined;
  }
}
