import { loadRuleset } from '../core/ruleset/load-ruleset.ts';
import type { Ruleset } from '../core/ruleset/ruleset.ts';
import { stackRulesets, type Layer, type LeftOut } from './stack-rulesets.ts';

/** A base ruleset that may be used, best first. */
export interface Candidate {
  /** `bundled` or the id of a channel. */
  readonly source: string;
  readonly compiled: unknown;
}

export interface Activation {
  readonly source: string;
  readonly compiled: Record<string, unknown>;
  readonly ruleset: Ruleset;
  readonly overlays: readonly { channel: string; version: string }[];
  readonly leftOut: readonly LeftOut[];
  /** Candidates and channels that failed to load, with the reason; what came after them is in use instead. */
  readonly failed: readonly { source: string; detail: string }[];
}

/**
 * Chooses what is used: the first candidate that loads, with every channel on top that does not break it. Pure.
 *
 * @throws if no candidate loads, not even the bundled one: then the extension was built wrongly
 */
export function chooseActive(
  candidates: readonly Candidate[],
  layers: readonly Layer[],
  rulesOff: readonly string[],
): Activation {
  const failed: { source: string; detail: string }[] = [];
  for (const { source, compiled } of candidates) {
    const base = asObject(compiled);
    const alone = base && tryLoad(stackRulesets(base, [], rulesOff).compiled);
    if (base === undefined || !alone?.ok) {
      failed.push({ source, detail: alone === undefined || alone.ok ? 'It is no object.' : alone.detail });
      continue;
    }
    const good: Layer[] = [];
    let best = { stacked: stackRulesets(base, [], rulesOff), ruleset: alone.ruleset };
    const leftOut: LeftOut[] = [];
    for (const layer of layers) {
      const stacked = stackRulesets(base, [...good, layer], rulesOff);
      const isUsed = stacked.used.some(({ channel }) => channel === layer.channel);
      const loaded = isUsed ? tryLoad(stacked.compiled) : undefined;
      if (loaded?.ok) {
        good.push(layer);
        best = { stacked, ruleset: loaded.ruleset };
      } else {
        failed.push({
          source: layer.channel,
          detail: loaded?.detail ?? stacked.leftOut.at(-1)?.detail ?? '',
        });
        leftOut.push(...stacked.leftOut.filter(({ channel }) => channel === layer.channel));
      }
    }
    return {
      source,
      compiled: best.stacked.compiled,
      ruleset: best.ruleset,
      overlays: best.stacked.used,
      leftOut: [...best.stacked.leftOut, ...leftOut],
      failed,
    };
  }
  const reasons = failed.map(({ source, detail }) => `${source}: ${detail}`).join(' ');
  throw new Error(`No ruleset loads, not even the bundled one. ${reasons}`);
}

type Loaded =
  { readonly ok: true; readonly ruleset: Ruleset } | { readonly ok: false; readonly detail: string };

/** Loads without ever throwing: data from a channel may be wrong in ways nobody thought of. */
export function tryLoad(compiled: unknown): Loaded {
  try {
    const result = loadRuleset(compiled);
    return result.ok ? { ok: true, ruleset: result.value } : { ok: false, detail: result.error.detail };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
