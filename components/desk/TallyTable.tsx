import { deskTexts } from '../../locales/desk.ts';
import type { Tally } from '../../reports/queue-stats.ts';
import { useTexts } from '../shared/use-texts.ts';

/** Counts with a bar; a click on a name shows the items behind it. */
export function TallyTable({
  title,
  rows,
  onPick,
}: {
  title: string;
  rows: readonly Tally[];
  onPick: (key: string) => void;
}) {
  const t = useTexts(deskTexts);
  const most = Math.max(1, ...rows.map((one) => one.subjects));
  return (
    <table class="dk-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('charts.name')}</th>
          <th scope="col">{t('charts.subjects')}</th>
          <th scope="col">{t('charts.confirmed')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.key}>
            <th scope="row">
              <button type="button" onClick={() => onPick(one.key)}>
                {one.label}
              </button>
              <meter max={most} value={one.subjects} aria-hidden="true" />
            </th>
            <td>{one.subjects}</td>
            <td>{one.confirmed}</td>
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <td colSpan={3}>{t('charts.none')}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
