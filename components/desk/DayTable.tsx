import { deskTexts } from '../../locales/desk.ts';
import { CHINA_TIME_ZONE } from '../../reports/china-day.ts';
import { useLanguage, useTexts } from '../shared/use-texts.ts';
import type { ChartSeries } from './LineChart.tsx';

/** The numbers of line charts, day by day, for those who cannot see the lines or want the figure itself. */
export function DayTable({ days, series }: { days: readonly number[]; series: readonly ChartSeries[] }) {
  const t = useTexts(deskTexts);
  const date = new Intl.DateTimeFormat(useLanguage(), { dateStyle: 'short', timeZone: CHINA_TIME_ZONE });
  return (
    <details>
      <summary>{t('charts.numbers')}</summary>
      <table class="dk-table">
        <thead>
          <tr>
            <th scope="col">{t('charts.day')}</th>
            {series.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day, index) => (
            <tr key={day}>
              <th scope="row">{date.format(day)}</th>
              {series.map(({ label, values }) => (
                <td key={label}>{values[index] ?? '—'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
