import { inboxTexts } from '../../locales/inbox.ts';
import { Button } from '../shared/Button.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** Told where an inbox is set up, but the browser does not let us read what it answers. */
export function InboxAccessNote({ host, onAllow }: { host: string; onAllow: () => void }) {
  const t = useTexts(inboxTexts);
  return (
    <p class="rp-warn">
      {t('access.missing', { host })}{' '}
      <Button small onClick={onAllow}>
        {t('access.allow')}
      </Button>
    </p>
  );
}
