import { reportTexts } from '../../locales/report.ts';
import { Notice } from '../shared/Notice.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** Report flows are where recovery scammers wait. Shown at every hand-over. */
export function RecoveryWarning() {
  const t = useTexts(reportTexts);
  return (
    <Notice tone="caution">
      <strong>{t('recovery.title')}</strong>
      <p>{t('recovery.text')}</p>
    </Notice>
  );
}
