import type { Outcome, RulesActions } from '../../components/options/options-model.ts';
import type { ChannelChange } from '../../messaging/channel-change.ts';
import { call } from '../../messaging/messenger.ts';
import { changeSettings } from '../../settings/store.ts';
import { inspectChannel } from '../../updates/inspect-channel.ts';
import { readableFingerprint } from '../../updates/fingerprint.ts';

/** What the rules part can do. Channels are the background's: it checks everything again. */
export const rulesActions: RulesActions = {
  check: () => void call('rules/check', undefined),
  switchRule: (id, on) =>
    void changeSettings((old) => {
      const others = old.rulesOff.filter((one) => one !== id);
      return { ...old, rulesOff: on ? others : [...others, id] };
    }),
  switchChannel: (id, on) => void change({ do: 'switch', id, on }),
  rollBack: (id) => void change({ do: 'roll-back', id }),
  removeChannel: (id) => void change({ do: 'remove', id }),
  async inspect(address, root) {
    const offer = await inspectChannel(address, root && (await root.text()));
    if (!offer.ok) return offer;
    return { ok: true, value: { ...offer.value, readable: readableFingerprint(offer.value.fingerprint) } };
  },
  async addChannel(title, { url, root, fingerprint }) {
    const added = await change({
      do: 'add',
      title: title.trim().slice(0, 80) || new URL(url).hostname,
      url,
      root,
      fingerprint,
    });
    if (added.ok) void call('rules/check', undefined);
    return added;
  },
};

async function change(wanted: ChannelChange): Promise<Outcome<true>> {
  const answer = await call('rules/change', wanted);
  if (!answer.ok) return { ok: false, error: answer.error };
  return answer.value.ok ? { ok: true, value: true } : { ok: false, error: answer.value.error ?? '' };
}
