import { reportTexts } from '../../locales/report.ts';
import { Button } from '../shared/Button.tsx';
import { Chip } from '../shared/Chip.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** One official channel for one report, as the router advises. Texts come from the signed ruleset, in the page's language. */
export interface ChannelAdvice {
  readonly id: string;
  readonly name: string;
  readonly fit: 'first' | 'fits' | 'maybe' | 'not';
  readonly why: string;
  readonly asks: readonly string[];
  readonly limits: readonly string[];
  /** What this report lacks for it. */
  readonly missing: readonly string[];
  readonly verified: boolean;
  /** Ways in, in words, the best first; shown as text. */
  readonly entries: readonly string[];
  /** Official address to open, or `null`. */
  readonly url: string | null;
  /** Ready text to paste. */
  readonly text: string;
}

/** A channel: why it fits, what it asks, its limits, and the two things a click can do: open it, copy the text. */
export function OfficialChannelCard({
  advice,
  onOpen,
  onCopy,
}: {
  advice: ChannelAdvice;
  onOpen: () => void;
  onCopy: () => void;
}) {
  const t = useTexts(reportTexts);
  const list = (label: string, values: readonly string[]) =>
    values.length === 0 ? null : (
      <div>
        <dt>{label}</dt>
        <dd>{values.join('；')}</dd>
      </div>
    );
  return (
    <li class={`rp-channel rp-channel--${advice.fit}`}>
      <h3>
        {advice.name} <Chip>{t(`channel.${advice.fit}`)}</Chip>{' '}
        {!advice.verified && <Chip>{t('channel.unverified')}</Chip>}
      </h3>
      <p>{t('channel.why', { text: advice.why })}</p>
      <dl>
        {list(t('channel.asks'), advice.asks)}
        {list(t('channel.limits'), advice.limits)}
        {list(t('channel.missing'), advice.missing)}
      </dl>
      <div class="rp-actions">
        {advice.text !== '' && (
          <Button small onClick={onCopy}>
            {t('channel.copy')}
          </Button>
        )}
        {advice.url !== null && (
          <Button small onClick={onOpen}>
            {t('channel.open')}
          </Button>
        )}
      </div>
      <p class="zs-muted">{advice.entries.join(' · ')}</p>
    </li>
  );
}
