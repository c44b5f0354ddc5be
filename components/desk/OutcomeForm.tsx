import { useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { Button } from '../shared/Button.tsx';
import { useTexts } from '../shared/use-texts.ts';
import type { DeskAction } from './desk-api.ts';

const RESULTS = ['sent', 'taken_down', 'kept', 'unknown'] as const;

/** What came back after a hand-over: goes to reporters together with the decision. */
export function OutcomeForm({ onAct }: { onAct: (action: DeskAction) => Promise<boolean> }) {
  const t = useTexts(deskTexts);
  const [channel, setChannel] = useState('');
  const [result, setResult] = useState<(typeof RESULTS)[number]>('taken_down');
  return (
    <details>
      <summary>{t('outcome.title')}</summary>
      <div class="dk-note">
        <input
          type="text"
          maxLength={80}
          value={channel}
          placeholder={t('outcome.channel')}
          aria-label={t('outcome.channel')}
          onInput={(event) => setChannel(event.currentTarget.value)}
        />
        <select
          aria-label={t('outcome.title')}
          value={result}
          onChange={(event) => setResult(event.currentTarget.value as (typeof RESULTS)[number])}
        >
          {RESULTS.map((one) => (
            <option key={one} value={one}>
              {t(`outcome.${one}`)}
            </option>
          ))}
        </select>
        <Button
          small
          disabled={channel.trim() === ''}
          onClick={async () => (await onAct({ type: 'outcome', channel, result })) && setChannel('')}
        >
          {t('outcome.save')}
        </Button>
      </div>
    </details>
  );
}
