import { describe, expect, it } from 'vitest';
import { ownRecord, paceHint, paceOf } from '../../../reports/reporter-pace.ts';
import type { ReporterStatus } from '../../../reports/reporter-status.ts';

const NOW = new Date(2026, 10, 26, 15, 0, 0).getTime();
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

describe('pace of one reporter', () => {
  it('counts the last hour and the local day', () => {
    expect(paceOf([ago(1), ago(59), ago(61), ago(14 * 60), ago(16 * 60)], NOW)).toEqual({
      all: 5,
      hour: 2,
      day: 4,
    });
  });

  it('says nothing to somebody at an ordinary pace, and a word to one in a hurry', () => {
    const pace = (count: number) =>
      paceOf(
        Array.from({ length: count }, (_, n) => ago(n)),
        NOW,
      );
    expect(paceHint(pace(5), null)).toBeNull();
    expect(paceHint(pace(25), null)).toMatchObject({ id: 'many' });
  });

  it('goes by what the team asks, before any idea of our own', () => {
    const pace = paceOf(
      Array.from({ length: 25 }, (_, n) => ago(n)),
      NOW,
    );
    expect(paceHint(pace, { reportsPerHour: 100 })).toBeNull();
    expect(paceHint(pace, { reportsPerHour: 100, reportsPerDay: 25 })).toMatchObject({
      id: 'over_day',
      limit: 25,
    });
    expect(paceHint(pace, { reportsPerHour: 10 })).toMatchObject({ id: 'over_hour', limit: 10 });
  });
});

describe('own record', () => {
  const status = (state: ReporterStatus['state'], takenBack = false) =>
    ({ state, takenBack }) as ReporterStatus;

  it('counts what came back, and nothing that the reporter took back', () => {
    const all = [
      status('confirmed'),
      status('published'),
      status('rejected'),
      status('withdrawn'),
      status('withdrawn', true),
      status('new'),
      status('appealed'),
    ];
    expect(ownRecord(all)).toEqual({ decided: 4, confirmed: 2, rejected: 2, waiting: 2 });
  });
});
