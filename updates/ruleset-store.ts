import { browser } from '#imports';
import { ACTIVE_RULESET_KEY, readActiveRuleset, type ActiveRuleset } from '../core/ruleset/active-ruleset.ts';
import { chooseActive, type Activation, type Candidate } from './activate.ts';
import type { Channel, ChannelState } from './channel.ts';
import type { ChannelStore } from './channel-store.ts';
import { sameJson } from './same-json.ts';
import type { Layer } from './stack-rulesets.ts';
import { STATUS_KEY, type ChannelSummary, type UpdatesStatus } from './status.ts';

const LISTED_PARTS = 300;

interface RulesetStoreParts {
  readonly store: ChannelStore;
  /** The ruleset inside the extension. */
  readonly bundled: () => Promise<unknown>;
  /** Ids of rules the reader switched off. */
  readonly rulesOff: () => Promise<readonly string[]>;
  readonly now: () => number;
}

export interface ChannelWithState {
  readonly channel: Channel;
  readonly state: ChannelState;
}

/**
 * Chooses the active ruleset and writes it, with what people are shown about it. Open tabs listen to the storage key: it is only
 * written when something changed, so that they do not judge everything anew for nothing.
 */
export class RulesetStore {
  private readonly parts: RulesetStoreParts;
  private writing: Promise<unknown> = Promise.resolve();

  constructor(parts: RulesetStoreParts) {
    this.parts = parts;
  }

  /** Chooses anew from what is kept and writes what changed. Runs one after the other. */
  activate(channels: readonly ChannelWithState[]): Promise<UpdatesStatus> {
    const next = this.writing.then(() => this.activateNow(channels));
    this.writing = next.catch(() => undefined);
    return next;
  }

  private async activateNow(channels: readonly ChannelWithState[]): Promise<UpdatesStatus> {
    const bundled = await this.parts.bundled();
    const used = channels.filter(({ state }) => !state.off);
    const candidates = await this.candidates(used, bundled);
    const layers: Layer[] = [];
    for (const { channel, state } of used) {
      if (channel.role !== 'overlay' || state.current === undefined) continue;
      layers.push({ channel: channel.id, overlay: await this.parts.store.ruleset(state.current) });
    }
    const activation = chooseActive(candidates, layers, await this.parts.rulesOff());
    const active = await this.writeActive(activation);
    const status = describe(activation, active, bundled, channels);
    await browser.storage.local.set({ [STATUS_KEY]: status });
    return status;
  }

  /** Notes that a check runs, for the page that shows it. The next `activate` takes the note away. */
  async noteCheck(since: number): Promise<void> {
    const stored = (await browser.storage.local.get(STATUS_KEY))[STATUS_KEY] as UpdatesStatus | undefined;
    if (stored !== undefined)
      await browser.storage.local.set({ [STATUS_KEY]: { ...stored, checkingSince: since } });
  }

  /** Base rulesets, the newest first; of a channel also the last good one. The bundled one is the floor. */
  private async candidates(used: readonly ChannelWithState[], bundled: unknown): Promise<Candidate[]> {
    const dated: { source: string; compiled: unknown; at: number }[] = [
      { source: 'bundled', compiled: bundled, at: dateOf(bundled) },
    ];
    for (const { channel, state } of used) {
      if (channel.role !== 'base') continue;
      for (const kept of [state.current, state.previous]) {
        const compiled = await this.parts.store.ruleset(kept);
        if (compiled !== undefined) dated.push({ source: channel.id, compiled, at: dateOf(compiled) });
      }
    }
    // On equal dates the channel comes first: it is where the next version will come from.
    return dated.sort(
      (a, b) => b.at - a.at || Number(a.source === 'bundled') - Number(b.source === 'bundled'),
    );
  }

  private async writeActive(activation: Activation): Promise<ActiveRuleset> {
    const { ruleset, source, compiled, overlays } = activation;
    const fresh: ActiveRuleset = {
      compiled,
      version: ruleset.version,
      createdAt: ruleset.createdAt,
      source,
      overlays: [...overlays],
      activatedAt: this.parts.now(),
    };
    const stored = readActiveRuleset(
      (await browser.storage.local.get(ACTIVE_RULESET_KEY))[ACTIVE_RULESET_KEY],
    );
    if (stored && sameJson({ ...stored, activatedAt: 0 }, { ...fresh, activatedAt: 0 })) return stored;
    await browser.storage.local.set({ [ACTIVE_RULESET_KEY]: fresh });
    return fresh;
  }
}

function describe(
  activation: Activation,
  active: ActiveRuleset,
  bundled: unknown,
  channels: readonly ChannelWithState[],
): UpdatesStatus {
  const { ruleset } = activation;
  const skipped = [
    ...ruleset.skipped.map(({ section, id, because, detail }) => ({
      section,
      id,
      because,
      detail: detail.slice(0, 300),
    })),
    ...activation.leftOut.map(({ section, id, detail, channel }) => ({
      section,
      id,
      because: channel,
      detail,
    })),
  ];
  return {
    active: {
      version: active.version,
      createdAt: active.createdAt,
      source: active.source,
      activatedAt: active.activatedAt,
      rules: ruleset.rules.length,
      sites: ruleset.sections.sites.length,
    },
    bundled: headOf(bundled),
    channels: channels.map(summarize),
    skipped: skipped.slice(0, LISTED_PARTS),
    skippedCount: skipped.length,
    failed: [...activation.failed],
  };
}

function summarize({ channel, state }: ChannelWithState): ChannelSummary {
  const { id, title, url, fingerprint, origin, role } = channel;
  return {
    id,
    title,
    url,
    fingerprint,
    origin,
    role,
    off: state.off,
    ...(state.current && { version: state.current.version, createdAt: state.current.createdAt }),
    changelog: state.current?.changelog ?? [],
    ...(state.checkedAt !== undefined && { checkedAt: state.checkedAt }),
    ...(state.triedAt !== undefined && { triedAt: state.triedAt }),
    ...(state.failures !== undefined && { failures: state.failures }),
    ...(state.error && { error: state.error }),
    ...(state.rejected && { rejected: state.rejected.version }),
    canRollBack: state.current !== undefined,
    rolledBack: state.rolledBackFrom !== undefined,
  };
}

function headOf(compiled: unknown): { version: string; createdAt: string } {
  const { version, createdAt } = (compiled ?? {}) as { version?: unknown; createdAt?: unknown };
  return { version: String(version ?? '?'), createdAt: String(createdAt ?? '?') };
}

function dateOf(compiled: unknown): number {
  const at = Date.parse(String((compiled as { createdAt?: unknown } | null)?.createdAt));
  return Number.isNaN(at) ? 0 : at;
}
