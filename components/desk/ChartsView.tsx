import { CATEGORIES, type Category } from '../../core/verdict.ts';
import { siteName } from '../../locales/site-names.ts';
import { deskTexts } from '../../locales/desk.ts';
import { sharedTexts } from '../../locales/shared.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import { useLanguage, useTexts } from '../shared/use-texts.ts';
import type { DeskStats } from './desk-api.ts';
import { DayTable } from './DayTable.tsx';
import { LineChart, type ChartSeries } from './LineChart.tsx';
import { TallyTable } from './TallyTable.tsx';

/** Inflow, backlog and its age, who and where, and which rules people overturn. */
export function ChartsView({
  stats,
  onFilter,
}: {
  stats: DeskStats | null;
  onFilter: (filter: DeskFilter) => void;
}) {
  const t = useTexts(deskTexts);
  const language = useLanguage();
  const shared = useTexts(sharedTexts);
  if (stats === null) return null;
  const days = stats.days.map((one) => one.day);
  const hours = stats.days.map((one) =>
    one.backlogAge === null ? null : Math.round(one.backlogAge / 3_600_000),
  );
  const inflow: ChartSeries[] = [
    { label: t('charts.new'), values: stats.days.map((one) => one.inflow), color: '--zs-primary' },
    {
      label: t('charts.settled'),
      values: stats.days.map((one) => one.settled),
      color: '--zs-ok',
      dash: [6, 4],
    },
  ];
  const backlog: ChartSeries[] = [
    { label: t('charts.backlog'), values: stats.days.map((one) => one.backlog), color: '--zs-danger' },
  ];
  const wait: ChartSeries[] = [{ label: t('charts.backlog_age'), values: hours, color: '--zs-caution' }];
  const everywhere: DeskFilter = { snoozed: true, muted: true };
  const category = (key: string) =>
    (CATEGORIES as readonly string[]).includes(key) ? shared(`category.${key as Category}`) : key;
  return (
    <div class="dk-charts">
      <h2>
        {t('charts.title')} <small class="zs-muted">{t('charts.range', { days: days.length })}</small>
      </h2>
      <div class="dk-charts__lines">
        <LineChart title={t('charts.inflow')} days={days} series={inflow} />
        <LineChart title={t('charts.backlog')} days={days} series={backlog} />
        <LineChart title={t('charts.backlog_age')} days={days} series={wait} />
      </div>
      <DayTable days={days} series={[...inflow, ...backlog, ...wait]} />
      <div class="dk-charts__tables">
        <TallyTable
          title={t('charts.by_site')}
          rows={stats.bySite.map((one) => ({ ...one, label: siteName(one.key, language) }))}
          onPick={(site) => onFilter({ ...everywhere, sites: [site] })}
        />
        <TallyTable
          title={t('charts.by_category')}
          rows={stats.byCategory.map((one) => ({ ...one, label: category(one.key) }))}
          onPick={(key) => onFilter({ ...everywhere, categories: [key as Category] })}
        />
        <TallyTable
          title={t('charts.handles')}
          rows={stats.handles}
          onPick={(handle) => onFilter({ ...everywhere, handles: [handle] })}
        />
        <TallyTable
          title={t('charts.accounts')}
          rows={stats.accounts}
          onPick={(account) => onFilter({ ...everywhere, accounts: [account] })}
        />
        <table class="dk-table">
          <caption>{t('charts.rules')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('charts.rule')}</th>
              <th scope="col">{t('charts.decided')}</th>
              <th scope="col">{t('charts.overturned')}</th>
              <th scope="col">{t('charts.rate')}</th>
            </tr>
          </thead>
          <tbody>
            {stats.rules.map((rule) => (
              <tr key={rule.rule}>
                <th scope="row">{rule.rule}</th>
                <td>{rule.decided}</td>
                <td>{rule.overturned}</td>
                <td>{Math.round(rule.rate * 100)}%</td>
              </tr>
            ))}
            {stats.rules.length === 0 && (
              <tr>
                <td colSpan={4}>{t('charts.none')}</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </div>
  );
}
