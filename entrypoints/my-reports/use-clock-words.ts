import { useEffect, useState } from 'preact/hooks';
import { useTexts } from '../../components/shared/use-texts.ts';
import { inboxTexts } from '../../locales/inbox.ts';
import { knownClock } from '../../reports/inbox/known-clock.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';

/** That the clock of this device seems wrong, in words, or `null`; and what looks again after the inbox has answered. */
export function useClockWords(store: ReportStore, address: string | null): [string | null, () => void] {
  const t = useTexts(inboxTexts);
  const [ahead, setAhead] = useState<number | null>(null);
  const look = () => {
    if (address === null) setAhead(null);
    else void knownClock(store, address).then(setAhead);
  };
  useEffect(look, [address]);
  if (ahead === null) return [null, look];
  const hours = Math.round(Math.abs(ahead) / 3_600_000);
  return [t(ahead > 0 ? 'clock.ahead' : 'clock.behind', { hours }), look];
}
