import { tryLoad } from './activate.ts';
import { EMPTY_STATE, type Channel, type ChannelState } from './channel.ts';
import type { ChannelStore, StateChange } from './channel-store.ts';
import { checkChannel, failed } from './check-channel.ts';
import { LIMITS } from './limits.ts';
import type { ChannelWithState, RulesetStore } from './ruleset-store.ts';
import { failedProbes } from './probes.ts';
import { stackRulesets } from './stack-rulesets.ts';
import type { UpdatesStatus } from './status.ts';
import { readRoot, rootFingerprint } from './tuf/read-metadata.ts';
import { channelAddress, type Repository } from './tuf/repository.ts';
import { refuse, type ChangeError } from './update-error.ts';

/** What an options page may ask for; the same as the message `rules/change`. */
type Change =
  | { do: 'add'; title: string; url: string; root: string; fingerprint: string }
  | { do: 'remove'; id: string }
  | { do: 'switch'; id: string; on: boolean }
  | { do: 'roll-back'; id: string };
type ChangeResult = { ok: boolean; error?: ChangeError | undefined };

interface UpdaterParts {
  readonly store: ChannelStore;
  readonly rulesets: RulesetStore;
  readonly bundled: () => Promise<unknown>;
  readonly repository: (url: string) => Repository;
  readonly builtIn: () => Promise<Channel | undefined>;
  readonly managed: () => Promise<Channel[]>;
  readonly now: () => number;
  /** Version of the extension. */
  readonly extension: string;
}

/** Checks channels, keeps what was verified, activates. One for the whole background. */
export class Updater {
  private readonly parts: UpdaterParts;
  private running: Promise<UpdatesStatus> | undefined;

  constructor(parts: UpdaterParts) {
    this.parts = parts;
  }

  /** Channels in the order in which they are stacked: built in, policy, by hand. */
  async channels(): Promise<ChannelWithState[]> {
    const { store, builtIn, managed } = this.parts;
    const first = await builtIn();
    const all = [...(first ? [first] : []), ...(await managed()), ...(await store.channels())];
    const known = new Map<string, Channel>();
    for (const channel of all) if (!known.has(channel.id)) known.set(channel.id, channel);
    const list = [...known.values()].slice(0, LIMITS.channels);
    return Promise.all(list.map(async (channel) => ({ channel, state: await store.state(channel.id) })));
  }

  /** Chooses from what is kept, without asking anybody. */
  async activate(): Promise<UpdatesStatus> {
    return this.parts.rulesets.activate(await this.channels());
  }

  /** Looks for new rules on every channel that is on. A call while a check runs gets the result of that one. */
  check(): Promise<UpdatesStatus> {
    this.running ??= this.checkAll().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async checkAll(): Promise<UpdatesStatus> {
    await this.parts.rulesets.noteCheck(this.parts.now());
    const channels = await this.channels();
    for (const { channel, state } of channels) {
      if (state.off) continue;
      // One channel's fault keeps no other from being checked, nor what is kept from being used.
      await this.checkOne(channel, state)
        .catch((error: unknown) => {
          const fault = refuse('on-device', 'channels', String(error));
          return this.keep(channel, failed(undefined, fault.error, this.parts.now()));
        })
        .catch((error: unknown) => console.error('rules:', error));
    }
    return this.parts.rulesets.activate(await this.channels());
  }

  private async checkOne(channel: Channel, state: ChannelState): Promise<void> {
    const change = await checkChannel(channel, state, {
      repository: this.parts.repository(channel.url),
      now: this.parts.now(),
      extension: this.parts.extension,
      tryRuleset: await this.tester(channel),
    });
    await this.keep(channel, change);
  }

  /** Keeps what a check found, unless the channel was removed meanwhile. */
  private keep({ id, origin }: Channel, change: (state: ChannelState) => StateChange): Promise<void> {
    const { store } = this.parts;
    return store.changeState(id, async (state) => {
      const isRemoved = origin === 'hand' && !(await store.channels()).some((one) => one.id === id);
      return isRemoved ? undefined : change(state);
    });
  }

  /** Tries a ruleset as it would be used: a base alone, an overlay on the bundled base. */
  private async tester(channel: Channel): Promise<(parsed: unknown) => string | undefined> {
    const bundled = (await this.parts.bundled()) as Record<string, unknown>;
    return (parsed) => {
      if (channel.role === 'base') return problem(parsed, parsed);
      const stacked = stackRulesets(bundled, [{ channel: channel.id, overlay: parsed }], []);
      if (stacked.used.length === 0) return stacked.leftOut[0]?.detail ?? 'It does not fit the format.';
      return problem(stacked.compiled);
    };
  }

  /** Carries out what the reader asked for, and activates the outcome. */
  async change(change: Change): Promise<ChangeResult> {
    const result = await this.changeNow(change);
    await this.activate();
    return result;
  }

  private async changeNow(change: Change): Promise<ChangeResult> {
    const { store } = this.parts;
    if (change.do === 'add') return this.add(change);
    const found = (await this.channels()).find(({ channel }) => channel.id === change.id);
    if (found === undefined) return no('no-channel', `There is no channel ${change.id}.`);
    switch (change.do) {
      case 'remove':
        if (found.channel.origin !== 'hand')
          return no('not-by-hand', 'Only channels added by hand can be removed.');
        await store.changeChannels((channels) => channels.filter(({ id }) => id !== change.id));
        await store.forget(change.id);
        return { ok: true };
      case 'switch':
        await store.changeState(change.id, (state) => ({ state: { ...state, off: !change.on } }));
        return { ok: true };
      case 'roll-back':
        await store.changeState(change.id, (state) => ({ state: rolledBack(state) }));
        return { ok: true };
    }
  }

  private async add(change: Extract<Change, { do: 'add' }>): Promise<ChangeResult> {
    const url = channelAddress(change.url);
    if (!url.ok) return url;
    const root = readRoot(change.root, 'root file');
    if (!root.ok) return root;
    const fingerprint = await rootFingerprint(root.value);
    if (fingerprint !== change.fingerprint)
      return no('fingerprint', 'The fingerprint is not that of this root file.');
    const channels = await this.channels();
    if (channels.length >= LIMITS.channels)
      return no('too-many', `There can be ${LIMITS.channels} channels at most.`);
    if (channels.some(({ channel }) => channel.fingerprint === fingerprint))
      return no('there-already', 'This channel is there already.');
    const added: Channel = {
      id: `team-${fingerprint.slice(0, 16)}`,
      title: change.title.trim() || url.value,
      url: url.value,
      root: change.root,
      fingerprint,
      origin: 'hand',
      role: 'overlay',
      addedAt: this.parts.now(),
    };
    await this.parts.store.changeChannels((all) => [...all, added]);
    return { ok: true };
  }
}

function no(kind: ChangeError['kind'], detail: string): ChangeResult {
  return { ok: false, error: { kind, file: 'channels', detail } };
}

/** The version before, or none (then what lies below is in use). What is left stays away until something else is published. */
function rolledBack(state: ChannelState): ChannelState {
  if (state.current === undefined) return state;
  return {
    ...EMPTY_STATE,
    ...state,
    current: state.previous,
    previous: undefined,
    rolledBackFrom: [...(state.rolledBackFrom ?? []), state.current.hash],
  };
}

/** Loads and tries a ruleset; `probed` is the part that may bring probes. */
function problem(compiled: unknown, probed?: unknown): string | undefined {
  const loaded = tryLoad(compiled);
  return loaded.ok ? failedProbes(probed, loaded.ruleset) : loaded.detail;
}
