import type { ErrorModel, Outcome, RulesActions } from '../../components/options/options-model.ts';
import type { ChannelChange } from '../../messaging/channel-change.ts';
import { call } from '../../messaging/messenger.ts';
import { changeSettings } from '../../settings/store.ts';
import { inspectChannel } from '../../updates/inspect-channel.ts';
import { readableFingerprint } from '../../updates/fingerprint.ts';

/** What the rules part can do. Channels are the background's: it checks everything again. */
export const rulesActions: RulesActions = {
  async check() {
    const answer = await call('rules/check', undefined);
    return answer.ok ? DONE : refused('no-answer', answer.error);
  },
  async switchRule(id, on) {
    try {
      await changeSettings((old) => {
        const others = old.rulesOff.filter((one) => one !== id);
        return { ...old, rulesOff: on ? others : [...others, id] };
      });
      return DONE;
    } catch (error) {
      return refused('not-kept', String(error));
    }
  },
  switchChannel: (id, on) => change({ do: 'switch', id, on }),
  rollBack: (id) => change({ do: 'roll-back', id }),
  removeChannel: (id) => change({ do: 'remove', id }),
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

const DONE = { ok: true, value: true } as const;
const refused = (kind: ErrorModel['kind'], detail: string) =>
  ({ ok: false, error: { kind, file: 'extension', detail } }) as const;

async function change(wanted: ChannelChange): Promise<Outcome<true>> {
  const answer = await call('rules/change', wanted);
  if (!answer.ok) return refused('no-answer', answer.error);
  const { ok, error } = answer.value;
  if (ok) return DONE;
  return error ? { ok, error } : refused('no-answer', 'The background gave no reason.');
}
