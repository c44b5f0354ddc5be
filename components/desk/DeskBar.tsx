import { deskTexts } from '../../locales/desk.ts';
import { inboxTexts } from '../../locales/inbox.ts';
import { Button } from '../shared/Button.tsx';
import { useTexts } from '../shared/use-texts.ts';
import type { DeskCommand } from './desk-keys.ts';

export const SEARCH_ID = 'dk-search';
export type DeskTab = 'desk' | 'clusters' | 'charts' | 'log';
const TABS: readonly DeskTab[] = ['desk', 'clusters', 'charts', 'log'];

/** The bar on top: search, views, and the commands that have no place elsewhere. */
export function DeskBar(props: {
  tab: DeskTab;
  text: string;
  onTab: (tab: DeskTab) => void;
  onText: (text: string) => void;
  onCommand: (command: DeskCommand) => void;
  onSettings: () => void;
  /** Decisions held on this device, and the host of the inbox they may go to. */
  unsent: { count: number; host: string | null };
  onUnsent: () => void;
}) {
  const t = useTexts(deskTexts);
  const inbox = useTexts(inboxTexts);
  const { count, host } = props.unsent;
  return (
    <header class="dk-bar">
      <h1>{t('title')}</h1>
      <input
        id={SEARCH_ID}
        type="search"
        placeholder={t('bar.search')}
        aria-label={t('bar.search')}
        value={props.text}
        onInput={(event) => props.onText(event.currentTarget.value)}
      />
      <nav aria-label={t('title')}>
        {TABS.map((tab) => (
          <Button key={tab} small kind="plain" pressed={tab === props.tab} onClick={() => props.onTab(tab)}>
            {t(`bar.${tab}`)}
          </Button>
        ))}
      </nav>
      <div class="dk-bar__end">
        {count > 0 && (
          <Button small onClick={props.onUnsent}>
            {host === null ? inbox('unsent.count', { count }) : inbox('unsent.send', { count, host })}
          </Button>
        )}
        <Button small onClick={() => props.onCommand('import')}>
          {t('bar.import')}
        </Button>
        <Button small onClick={() => props.onCommand('export')}>
          {t('bar.export')}
        </Button>
        <Button small kind="plain" onClick={() => props.onCommand('palette')}>
          {t('bar.palette')} <kbd>Ctrl K</kbd>
        </Button>
        <Button small kind="plain" onClick={() => props.onCommand('help')}>
          {t('bar.help')} <kbd>?</kbd>
        </Button>
        <Button small kind="plain" onClick={props.onSettings}>
          {t('bar.settings')}
        </Button>
      </div>
    </header>
  );
}
