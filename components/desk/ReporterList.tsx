import { deskTexts } from '../../locales/desk.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import { Button } from '../shared/Button.tsx';
import { useTexts } from '../shared/use-texts.ts';
import type { SubjectDetail } from './desk-api.ts';

/** Who reported, and how their reports fared. Shown, never used as a verdict. */
export function ReporterList(props: {
  reporters: SubjectDetail['reporters'];
  count: number;
  onFilter: (filter: DeskFilter) => void;
  onMute: (alias: string, muted: boolean) => void;
}) {
  const t = useTexts(deskTexts);
  return (
    <section class="dk-reporters">
      <h3>{t('evidence.reports', { count: props.count })}</h3>
      <ul>
        {props.reporters.map((one) => (
          <li key={one.alias}>
            <Button
              small
              kind="plain"
              onClick={() => props.onFilter({ reporters: [one.alias], snoozed: true, muted: true })}
            >
              {t('evidence.reporter', {
                alias: one.alias,
                reports: one.reports,
                agreed: one.agreed,
                disagreed: one.disagreed,
              })}
            </Button>
            {one.muted && <strong>{t('evidence.muted')}</strong>}
            <Button small onClick={() => props.onMute(one.alias, !one.muted)}>
              {one.muted ? t('evidence.unmute') : t('evidence.mute')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
