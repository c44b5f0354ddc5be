import { BY_READER, ENGINE } from '../core/ruleset/format.ts';
import { LIMITS } from './limits.ts';
import { Overlay } from './overlay-format.ts';

/** A part of a channel's ruleset that was left out when it was put on top, and why. */
export interface LeftOut {
  readonly channel: string;
  readonly section: 'signals' | 'rules' | 'sites' | 'disabled' | 'ruleset';
  readonly id: string;
  readonly detail: string;
}

export interface Layer {
  readonly channel: string;
  readonly overlay: unknown;
}

interface Stacked {
  /** A compiled ruleset in form, for `loadRuleset`. */
  readonly compiled: Record<string, unknown>;
  readonly used: readonly { channel: string; version: string }[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Puts team channels on a base ruleset, in order, then the reader's own switches. Ids of the base stand: a team's rule with a taken id is
 * left out and counted (to change a rule, switch it off and add another). Its site descriptions do replace those of the same id,
 * because a site that changed its layout has to be mended in hours. What one channel adds, no other may switch off but the reader.
 *
 * @param rulesOff - ids the reader switched off; they win over everything
 */
export function stackRulesets(
  base: Record<string, unknown>,
  layers: readonly Layer[],
  rulesOff: readonly string[],
): Stacked {
  const signals = [...list(base['signals'])];
  const rules = [...list(base['rules'])];
  const sites = [...list(base['sites'])];
  const disabled = [...list(base['disabled'])];
  const baseSites = sites.length;
  const used: { channel: string; version: string }[] = [];
  const leftOut: LeftOut[] = [];

  for (const { channel, overlay } of layers) {
    const read = Overlay.safeParse(overlay);
    if (!read.success || read.data.minEngine > ENGINE) {
      const detail = read.success ? `It needs engine ${read.data.minEngine}.` : 'It does not fit the format.';
      leftOut.push({ channel, section: 'ruleset', id: channel, detail });
      continue;
    }
    const own = read.data;
    used.push({ channel, version: own.version });
    const note = (section: LeftOut['section'], part: unknown, detail: string): void => {
      leftOut.push({ channel, section, id: idOf(part) ?? '?', detail });
    };
    const add = (section: 'signals' | 'rules', to: unknown[], limit: number): void => {
      const taken = new Set(to.map(idOf));
      own[section].forEach((part, at) => {
        if (at >= limit) return note(section, part, `A team channel adds at most ${limit}.`);
        if (to.length >= 500) return note(section, part, 'A ruleset holds at most 500.');
        if (taken.has(idOf(part))) return note(section, part, 'This id is taken.');
        to.push(part);
      });
    };
    add('signals', signals, LIMITS.overlaySignals);
    add('rules', rules, LIMITS.overlayRules);
    own.sites.forEach((site, at) => {
      if (at >= LIMITS.overlaySites)
        return note('sites', site, `A team channel adds at most ${LIMITS.overlaySites}.`);
      const known = sites.findIndex((one) => idOf(one) === idOf(site));
      if (known < 0) sites.push(site);
      else if (known < baseSites) sites[known] = site;
      else note('sites', site, 'Another team channel describes this site.');
    });
    own.disabled.forEach((entry, at) => {
      if (at >= LIMITS.overlayDisabled)
        return note('disabled', entry, `A team channel switches at most ${LIMITS.overlayDisabled} off.`);
      const inBase = [base['signals'], base['rules'], base['sites']].some((part) =>
        list(part).some((one) => idOf(one) === entry.id),
      );
      const ownPart = [own.signals, own.rules, own.sites].some((part) =>
        part.some((one) => idOf(one) === entry.id),
      );
      if (inBase || ownPart) disabled.push(entry);
      else note('disabled', entry, 'Neither the base nor this channel has this id.');
    });
  }
  const offBySwitch = new Set(disabled.map(idOf));
  for (const id of rulesOff) if (!offBySwitch.has(id)) disabled.push({ id, because: BY_READER });
  // loadRuleset knows switches for signals and rules; sites are taken out here.
  const off = new Set(disabled.map(idOf));
  return {
    compiled: { ...base, signals, rules, sites: sites.filter((site) => !off.has(idOf(site))), disabled },
    used,
    leftOut,
  };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function idOf(part: unknown): string | undefined {
  const id = (part as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? id : undefined;
}
