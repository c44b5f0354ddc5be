import { browser } from '#imports';
import { z } from 'zod';
import { Channel, ChannelState, EMPTY_STATE, type KeptRuleset } from './channel.ts';

const CHANNELS_KEY = 'updates:channels';
const stateKey = (id: string): string => `updates:state:${id}`;
const textKey = (hash: string): string => `updates:text:${hash}`;

/** What a check found, to be kept in one write: all of it or nothing. */
export interface StateChange {
  readonly state: ChannelState;
  /** Text of the new current ruleset. */
  readonly text?: { readonly hash: string; readonly text: string };
}

/**
 * Channels and what is known of them, in `storage.local`. Ruleset texts lie under their hash, apart from the state, so that noting a
 * failed try does not rewrite megabytes. Only the background writes.
 */
export class ChannelStore {
  private writing: Promise<unknown> = Promise.resolve();

  /** Channels the reader added. */
  async channels(): Promise<Channel[]> {
    const stored = (await browser.storage.local.get(CHANNELS_KEY))[CHANNELS_KEY];
    const list = z.array(z.unknown()).safeParse(stored);
    return (list.data ?? []).flatMap((one) => {
      const channel = Channel.safeParse(one);
      return channel.success ? [channel.data] : [];
    });
  }

  changeChannels(change: (channels: Channel[]) => Channel[]): Promise<void> {
    return this.inTurn(async () =>
      browser.storage.local.set({ [CHANNELS_KEY]: change(await this.channels()) }),
    );
  }

  async state(id: string): Promise<ChannelState> {
    const stored = (await browser.storage.local.get(stateKey(id)))[stateKey(id)];
    const read = ChannelState.safeParse(stored ?? EMPTY_STATE);
    return read.success ? read.data : EMPTY_STATE;
  }

  /** Changes run one after the other, on the state as it is then. A change that comes to `undefined` writes nothing. */
  changeState(
    id: string,
    change: (state: ChannelState) => StateChange | Promise<StateChange | undefined>,
  ): Promise<void> {
    return this.inTurn(async () => {
      const before = await this.state(id);
      const changed = await change(before);
      if (changed === undefined) return;
      const { state, text } = changed;
      await browser.storage.local.set({
        [stateKey(id)]: state,
        ...(text && { [textKey(text.hash)]: text.text }),
      });
      const gone = hashes(before).filter((hash) => !hashes(state).includes(hash));
      if (gone.length > 0) await this.dropTexts(gone);
    });
  }

  /** The parsed ruleset that is kept; undefined when its text is gone or cannot be read. */
  async ruleset(kept: KeptRuleset | undefined): Promise<unknown> {
    if (kept === undefined) return undefined;
    const text: unknown = (await browser.storage.local.get(textKey(kept.hash)))[textKey(kept.hash)];
    if (typeof text !== 'string') return undefined;
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  /** Forgets everything about a channel. */
  forget(id: string): Promise<void> {
    return this.inTurn(async () => {
      const gone = hashes(await this.state(id));
      await browser.storage.local.remove(stateKey(id));
      await this.dropTexts(gone);
    });
  }

  /** Two channels may serve the same text: it goes only when no other keeps it. */
  private async dropTexts(gone: readonly string[]): Promise<void> {
    const all = await browser.storage.local.get(null);
    const inUse = new Set(
      Object.entries(all).flatMap(([key, value]) => {
        const state = key.startsWith(stateKey('')) ? ChannelState.safeParse(value) : undefined;
        return state?.success ? hashes(state.data) : [];
      }),
    );
    const unused = gone.filter((hash) => !inUse.has(hash));
    if (unused.length > 0) await browser.storage.local.remove(unused.map(textKey));
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.writing.then(work);
    this.writing = next.catch(() => undefined);
    return next;
  }
}

function hashes(state: ChannelState): string[] {
  return [state.current, state.previous].flatMap((kept) => (kept === undefined ? [] : [kept.hash]));
}
