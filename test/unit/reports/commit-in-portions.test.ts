import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateReports } from '../../../bench/generate-reports.ts';
import { contentId } from '../../../reports/content-hash.ts';
import { changeTags } from '../../../reports/decide.ts';
import { commitInPortions, type PortionOptions } from '../../../reports/store/commit-in-portions.ts';
import { memoryStore } from '../../../reports/store/memory-store.ts';
import type { RawReport, ReportStore, StoreFailure } from '../../../reports/store/report-store.ts';
import { reportWith } from './report-with.ts';

const generated = generateReports(30, 7).reports;
const everyReport = generated.map((report) => ({ report, raw: report as unknown as RawReport }));
const everyEvent = generated.map((one, n) =>
  changeTags(one.subject, [`t${n}`], [], {
    by: 'm1',
    at: `2026-11-26T09:00:00.0${String(n).padStart(2, '0')}Z`,
  }),
);
const noPictures = async () => ({ ok: true, value: [] }) as const;
const take = (
  store: Pick<ReportStore, 'commit'>,
  options: Partial<PortionOptions<StoreFailure>> = {},
  reports = everyReport,
  events = everyEvent,
) => commitInPortions(store, { reports, events }, { portion: 7, pictures: noPictures, ...options });
const idsOf = (all: readonly { readonly id: string }[]) => all.map((one) => one.id).sort();
const held = async (store: ReportStore) => ({
  reports: idsOf((await store.reportPage(null, 1_000)).rows),
  events: idsOf((await store.eventPage(null, 1_000)).rows),
});

describe('writing in portions', () => {
  it('writes each ticked record once, whatever the counts and the portion', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 70 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 59 })),
        async (reports, events, portion, out) => {
          const some = everyReport.slice(0, reports);
          const others = everyEvent.slice(0, events);
          const ids = [...everyReport.map(({ report }) => report.id), ...everyEvent.map((one) => one.id)];
          const deselect = new Set(out.map((place) => ids[place]!));
          const store = memoryStore();
          const steps: [number, number][] = [];
          const onProgress = (done: number, total: number) => steps.push([done, total]);
          const arrived = await take(store, { portion, deselect, onProgress }, some, others);
          const wanted = {
            reports: idsOf(some.map(({ report }) => report).filter(({ id }) => !deselect.has(id))),
            events: idsOf(others.filter(({ id }) => !deselect.has(id))),
          };
          expect(await held(store)).toEqual(wanted);
          expect({ reports: idsOf(arrived.reports), events: idsOf(arrived.events) }).toEqual(wanted);
          const total = wanted.reports.length + wanted.events.length;
          expect(arrived.sum.reports.added + arrived.sum.events.added).toBe(total);
          expect(steps.at(-1)).toEqual(total === 0 ? undefined : [total, total]);
        },
      ),
    );
  });

  it('tells exactly what is on disk when the store stops it anywhere, and doing it again completes it', async () => {
    for (let good = 0; good < 9; good += 1) {
      const store = memoryStore();
      let left = good;
      const failing: Pick<ReportStore, 'commit'> = {
        commit: async (batch) =>
          left-- > 0 ? store.commit(batch) : { ok: false, error: 'failed', message: 'disk trouble' },
      };
      const arrived = await take(failing);
      expect(arrived.failure).toMatchObject({ error: 'failed', message: 'disk trouble' });
      expect(await held(store)).toEqual({ reports: idsOf(arrived.reports), events: idsOf(arrived.events) });
      expect(arrived.reports.length + arrived.events.length).toBe(7 * good);
      const again = await take(store);
      expect(again.sum.reports).toEqual({
        added: 30 - arrived.reports.length,
        known: arrived.reports.length,
      });
      expect(await held(store)).toEqual({
        reports: idsOf(generated),
        events: idsOf(everyEvent),
      });
    }
  });

  it('brings no more pictures into memory at once than a few large ones', async () => {
    const large = Array.from({ length: 12 }, (_, n) => {
      const sha256 = contentId({ n });
      const report = reportWith({
        n,
        attachments: [{ name: 'a.png', mime: 'image/png', sha256, size: 20_000_000 }],
      });
      return { report, raw: report as unknown as RawReport };
    });
    const store = memoryStore();
    const portions: number[] = [];
    const pictures: PortionOptions<StoreFailure>['pictures'] = async (reports) => {
      portions.push(reports.length);
      return noPictures();
    };
    await take(store, { portion: 1_000, pictures }, large);
    expect(portions).toEqual([3, 3, 3, 3]);
    expect([await store.countReports(), await store.countEvents()]).toEqual([12, 30]);
  });

  it('writes nothing of a portion whose pictures did not load', async () => {
    const store = memoryStore();
    let portions = 0;
    const failure = { error: 'failed', message: 'no picture' } as const;
    const arrived = await take(store, {
      pictures: async () => ((portions += 1) === 2 ? { ok: false, failure } : { ok: true, value: [] }),
    });
    expect(arrived).toMatchObject({ failure, cancelled: false, sum: { reports: { added: 7 } } });
    expect(await store.countReports()).toBe(7);
  });
});
