import { inboxTexts } from '../../locales/inbox.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';
import { useTexts } from './use-texts.ts';

/** Told where an inbox is set up, but the browser does not let us read what it answers. */
export function InboxAccessNote({ host, onAllow }: { host: string; onAllow: () => void }) {
  const t = useTexts(inboxTexts);
  return (
    <Notice tone="caution">
      {t('access.missing', { host })}{' '}
      <Button small onClick={onAllow}>
        {t('access.allow')}
      </Button>
    </Notice>
  );
}
