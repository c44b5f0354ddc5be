import { browser } from '#imports';
import { ACTIVE_RULESET_KEY, readActiveRuleset } from '../../core/ruleset/active-ruleset.ts';
import { BY_READER } from '../../core/ruleset/format.ts';
import { readGuidanceBook, type GuidanceBook } from '../../core/ruleset/guidance-format.ts';
import { loadInSteps } from '../../core/ruleset/load-ruleset.ts';
import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import type { Steps } from '../../core/steps.ts';

/** The rules in force on this page. */
export interface Rules {
  readonly ruleset: Ruleset;
  readonly guidance: GuidanceBook | undefined;
  /** Site descriptions as compiled, not parsed yet. */
  readonly sites: readonly unknown[];
}

/**
 * Loads the active ruleset without the rules the reader switched off. `undefined` where there is none or it cannot be used: then
 * the page stays as it is; no rules, no warnings.
 */
export async function loadRules(rulesOff: readonly string[]): Promise<Rules | undefined> {
  const stored = await browser.storage.local.get(ACTIVE_RULESET_KEY);
  const active = readActiveRuleset(stored[ACTIVE_RULESET_KEY]);
  if (!active) return undefined;
  const loaded = await unhurried(loadInSteps(withoutRules(active.compiled, rulesOff)));
  if (!loaded.ok) return undefined;
  const { sections } = loaded.value;
  return { ruleset: loaded.value, guidance: readGuidanceBook(sections.guidance), sites: sections.sites };
}

/** Milliseconds of work at a stretch: two stretches fit a frame. */
const STRETCH = 8;

/** Runs steps with pauses between them, so that the page can scroll and answer meanwhile. A hidden page has nothing to answer. */
async function unhurried<T>(steps: Steps<T>): Promise<T> {
  let from = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (document.hidden || performance.now() - from < STRETCH) continue;
    await pause();
    from = performance.now();
  }
}

/** Lets everything else that waits have its turn. A message, since timers are held back. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** The reader's own switches are put in on the device, after every update: no update can undo them. */
function withoutRules(compiled: unknown, rulesOff: readonly string[]): unknown {
  if (rulesOff.length === 0 || typeof compiled !== 'object' || compiled === null) return compiled;
  const { disabled } = compiled as { disabled?: unknown };
  const before = Array.isArray(disabled) ? disabled : [];
  return {
    ...compiled,
    disabled: [...before, ...rulesOff.map((id) => ({ id, because: BY_READER }))],
  };
}

/** Calls back when the active ruleset was replaced. */
export function watchRules(onChange: () => void): () => void {
  const listener = (changes: Record<string, unknown>, area: string) => {
    if (area === 'local' && ACTIVE_RULESET_KEY in changes) onChange();
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}
