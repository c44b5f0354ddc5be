import type { DeskOverview, DeskStats } from '../../components/desk/desk-api.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import type { DeskIndex } from '../../reports/desk-index.ts';
import type { DeskRow } from '../../reports/desk-rows.ts';
import {
  byCategory,
  bySite,
  dailySeries,
  overturnByRule,
  queueCounts,
  topAccounts,
  topHandles,
} from '../../reports/queue-stats.ts';
import { viewOfMine } from '../../reports/saved-views.ts';

/** Counts of the queues and of the views that must not be forgotten, and the values that occur. */
export function deskOverview(index: DeskIndex, alias: string, now: string): DeskOverview {
  const rows = index.rows();
  const count = (filter: DeskFilter) => index.count(filter, now);
  const values = (of: (row: DeskRow) => readonly (string | null)[]) =>
    [...new Set(rows.flatMap(of).filter((one): one is string => one !== null && one !== ''))].sort();
  return {
    // What the lists of the queues show: snoozed subjects and those of muted reporters have their own place.
    counts: queueCounts(
      rows.filter((row) => !row.muted && (row.snoozedUntil === null || row.snoozedUntil <= now)),
      now,
    ),
    subjects: rows.length,
    waiting: {
      mine: count(viewOfMine(alias).filter),
      second: count({ awaitsSecond: true }),
      changed: count({ changed: true }),
      snoozed: count({ onlySnoozed: true }),
    },
    reports: index.ledger.size.reports,
    events: index.ledger.size.events,
    sites: values((row) => [row.site]),
    tags: values((row) => row.tags),
    assignees: values((row) => [row.assignee]),
  };
}

/** Everything that the charts show. */
export function deskStats(index: DeskIndex, days: number, now: string): DeskStats {
  const rows = index.rows();
  return {
    days: dailySeries([...rows], now, days),
    bySite: bySite(rows),
    byCategory: byCategory(rows),
    handles: topHandles(rows),
    accounts: topAccounts(rows),
    rules: overturnByRule(
      rows,
      (one) => index.view(one),
      (id) => index.report(id),
    ),
  };
}
