import { useState } from 'preact/hooks';
import { overlayTexts } from '../../locales/overlay.ts';
import { translator, type Language } from '../../locales/translate.ts';
import { Button } from '../shared/Button.tsx';
import { ChannelList, type ChannelText } from '../shared/ChannelList.tsx';
import { Icon } from '../shared/Icon.tsx';
import { Lines } from '../shared/Lines.tsx';
import { trusted } from './trusted.ts';

interface SearchStripProps {
  language: Language;
  sentence: string;
  free: readonly string[];
  channels: readonly ChannelText[];
  channelNote: string;
  onClose: () => void;
}

/** One calm strip above the results when the query itself asks for such a service. */
export function SearchStrip(props: SearchStripProps) {
  const t = translator(overlayTexts, props.language);
  const [open, setOpen] = useState(false);
  return (
    <section class="zs-strip" aria-label={t('strip.label')} lang={props.language}>
      <div class="zs-strip__line">
        <Icon name="topic" />
        <p>
          <b>{t('strip.lead')}</b> {props.sentence}
        </p>
        <Button small onClick={() => setOpen(!open)} expanded={open}>
          {t('strip.more')}
        </Button>
        <Button small kind="plain" onClick={trusted(props.onClose)}>
          {t('strip.close')}
        </Button>
      </div>
      {open && (
        <div class="zs-strip__more">
          <Lines lines={props.free} steps />
          <ChannelList channels={props.channels} note={props.channelNote} />
        </div>
      )}
    </section>
  );
}
