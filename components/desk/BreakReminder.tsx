import { useEffect, useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { Button } from '../shared/Button.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** A pause this long counts as a rest, ms. */
const REST_MS = 5 * 60_000;

/** After so many minutes of work without a rest, a friendly word. Away from the page for five minutes is a rest. */
export function BreakReminder({ minutes, clock = Date.now }: { minutes: number; clock?: () => number }) {
  const t = useTexts(deskTexts);
  const [since, setSince] = useState(clock);
  const [due, setDue] = useState(false);
  useEffect(() => {
    if (minutes === 0) return;
    let seen = clock();
    const work = () => {
      if (clock() - seen > REST_MS) setSince(clock());
      seen = clock();
    };
    const timer = setInterval(
      () => setDue(clock() - seen < REST_MS && clock() - since > minutes * 60_000),
      30_000,
    );
    addEventListener('keydown', work);
    addEventListener('pointerdown', work);
    return () => {
      clearInterval(timer);
      removeEventListener('keydown', work);
      removeEventListener('pointerdown', work);
    };
  }, [minutes, since]);
  if (!due) return null;
  const rest = () => {
    setSince(clock());
    setDue(false);
  };
  return (
    <Dialog title={t('break.title')} closeLabel={t('close')} onClose={rest}>
      <p>{t('break.text', { minutes })}</p>
      <Button kind="primary" onClick={rest}>
        {t('break.ok')}
      </Button>
    </Dialog>
  );
}
