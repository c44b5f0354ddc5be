import { useEffect, useState } from 'preact/hooks';
import { readToldFailure } from '../../components/shared/failure-words.ts';
import { useTexts } from '../../components/shared/use-texts.ts';
import { inboxTexts } from '../../locales/inbox.ts';
import { call } from '../../messaging/messenger.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import type { DeskActions } from './use-desk.ts';

/**
 * How many decisions are held on this device, and what sends them.
 *
 * @param changed - when one of it changes, they are counted again
 */
export function useUnsent(
  store: ReportStore,
  actions: Pick<DeskActions, 'say' | 'sayFailure'>,
  changed: readonly unknown[],
): [number, () => Promise<void>] {
  const t = useTexts(inboxTexts);
  const [count, setCount] = useState(0);
  const look = async () => {
    const all = await store.outbox();
    setCount(all.filter((one) => one.state === 'held').length);
    return all;
  };
  useEffect(() => void look(), changed);
  const send = async () => {
    const ids = new Set((await look()).filter((one) => one.state === 'held').map((one) => one.id));
    actions.say(t('unsent.queued'));
    await call('inbox/hand-over', undefined);
    for (let tries = 0; tries < 16; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const left = (await look()).filter((one) => ids.has(one.id));
      if (left.length === 0) return actions.say(t('unsent.sent'));
      const troubled = left.find((one) => one.lastError !== null);
      if (troubled) {
        const retryAfter = troubled.due - Date.now();
        return actions.sayFailure({ ...readToldFailure(troubled.lastError!), retryAfter });
      }
    }
  };
  return [count, send];
}
