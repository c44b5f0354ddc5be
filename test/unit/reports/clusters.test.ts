import { describe, expect, it } from 'vitest';
import { generateReports } from '../../../bench/generate-reports.ts';
import { createClusterIndex } from '../../../reports/clusters.ts';
import { foldPlainly, signatureOf, similarity } from '../../../reports/near-text.ts';
import type { Report } from '../../../reports/record-format.ts';
import { foldForClusters } from '../../../reports/fold-for-clusters.ts';
import { tables } from '../text/folding-fixture.ts';
import { reportWith } from './report-with.ts';

const index = (reports: readonly Report[]) => {
  const clusters = createClusterIndex();
  for (const report of reports) clusters.add(report);
  return clusters;
};
const TEMPLATE = '逾期还不上别慌，停息挂账最长分六十期，不成功不收费，三天见效，有合同有保障';

describe('clusters', () => {
  it('finds one template in changed dress, and tells why', () => {
    const same = [
      TEMPLATE,
      TEMPLATE.replaceAll('，', '✨'),
      `${TEMPLATE}加微`,
      TEMPLATE.replace('三天', '七天'),
      ` ${TEMPLATE} `,
    ].map((text, n) => reportWith({ text, n }));
    const other = reportWith({
      text: '今天去银行问了，客服说可以申请分期，态度还挺好的，大家别找中介',
      n: 9,
    });
    const [cluster, ...rest] = index([...same, other]).list('text');
    expect(rest).toEqual([]);
    expect(new Set(cluster!.reports)).toEqual(new Set(same.map((one) => one.id)));
    expect(cluster!.why).toMatchObject({ kind: 'near_text', sample: TEMPLATE });
    expect(cluster!.accounts).toBe(5);
  });

  it('groups short texts only when they are equal', () => {
    const clusters = index(
      ['做过的滴滴', '做过的 滴滴！', '有懂的吗'].map((text, n) => reportWith({ text, n })),
    );
    expect(clusters.list('text').map((one) => [one.reports.length, one.why.kind])).toEqual([
      [2, 'same_text'],
    ]);
  });

  it('joins by a shared handle however it is written, but not by other people’s', () => {
    const kept = (value: string) => [
      { kind: 'phone' as const, value, whose: 'advertiser' as const, state: 'kept' as const },
    ];
    const reports = [
      reportWith({ text: '电话一', n: 1, handles: kept('138-0013-8000') }),
      reportWith({ text: '号码二', n: 2, handles: kept('１３８００１３８０００') }),
      reportWith({
        text: '三个人',
        n: 3,
        handles: [{ kind: 'phone', value: '', whose: 'other', state: 'redacted' }],
      }),
      reportWith({
        text: '四个人',
        n: 4,
        handles: [{ kind: 'phone', value: '', whose: 'other', state: 'redacted' }],
      }),
    ];
    const [cluster, ...rest] = index(reports).list('handle');
    expect(rest).toEqual([]);
    expect(cluster).toMatchObject({
      id: 'handle:phone:13800138000',
      why: { kind: 'handle', handle: { kind: 'phone' } },
    });
    expect(cluster!.reports).toHaveLength(2);
  });

  it('joins by account, and keeps namesakes of two sites apart', () => {
    const at = (site: string, n: number) =>
      reportWith({
        text: `第${n}条完全不同的话`,
        n,
        site,
        author: { name: '老王', id: 'u1', profileUrl: null },
      });
    expect(
      index([at('douyin', 1), at('douyin', 2), at('weibo', 3)])
        .list('account')
        .map((one) => [one.id, one.reports.length]),
    ).toEqual([['account:account:douyin:u1', 2]]);
  });

  it('sees a burst: several accounts, one template, within an hour', () => {
    const at = (n: number, minute: number) =>
      reportWith({
        text: `${TEMPLATE}${n}`,
        n,
        firstSeen: new Date(Date.UTC(2026, 7, 1, 8, minute)).toISOString(),
      });
    const burst = [at(1, 0), at(2, 3), at(3, 8), at(4, 9)];
    const [cluster] = index([...burst, at(5, 600)]).list('burst');
    expect(cluster).toMatchObject({ accounts: 4, why: { kind: 'burst', accounts: 4, minutes: 9 } });
    expect(new Set(cluster!.reports)).toEqual(new Set(burst.map((one) => one.id)));
    expect(index([at(1, 0), at(2, 200), at(3, 400)]).list('burst')).toEqual([]);
  });

  it('does not merge two templates over one handle', () => {
    const handles = [
      { kind: 'wechat' as const, value: 'zs8821xy', whose: 'advertiser' as const, state: 'kept' as const },
    ];
    const clusters = index([
      reportWith({ text: TEMPLATE, n: 1, handles }),
      reportWith({ text: `${TEMPLATE}！`, n: 2 }),
      reportWith({ text: '征信洗白内部渠道，逾期记录全部消除，做过上千单', n: 3, handles }),
    ]);
    expect(clusters.list('text').map((one) => one.reports.length)).toEqual([2]);
    expect(clusters.of(reportWith({ text: TEMPLATE, n: 1, handles }).id).map((one) => one.kind)).toEqual([
      'text',
      'handle',
    ]);
  });

  it('finds the templates of a generated crowd and little else', () => {
    const { reports, template } = generateReports(4_000, 3);
    const of = new Map(reports.map((one, n) => [one.id, template[n]!]));
    let together = 0;
    let strangers = 0;
    for (const cluster of index(reports).list('text')) {
      const counts = Map.groupBy(cluster.reports, (id) => of.get(id)!);
      const [main] = [...counts].sort((a, b) => b[1].length - a[1].length);
      if (main![0] >= 0) together += main![1].length;
      strangers += cluster.reports.length - main![1].length;
    }
    const fromTemplates = template.filter((one) => one >= 0).length;
    expect(together / fromTemplates).toBeGreaterThan(0.9);
    expect(strangers / reports.length).toBeLessThan(0.02);
  });

  it('is the same whether asked in between or at the end', () => {
    const { reports } = generateReports(600, 5);
    const asked = createClusterIndex();
    for (const report of reports) {
      asked.add(report);
      asked.add(report);
      asked.of(report.id);
    }
    expect(asked.list('text')).toEqual(index(reports).list('text'));
  });
});

describe('with the engine’s folding', () => {
  const fold = foldForClusters(tables);

  it('sees through homophones, traditional characters and symbols between them', () => {
    expect(fold('亭*息*挂*帐')).toBe(fold('停息挂账'));
    expect(fold('停息掛賬')).toBe(fold('停息挂账'));
    expect(fold('停息挂账')).not.toBe(fold('征信修复'));
  });

  it('joins a disguised template that plain folding takes for another text', () => {
    const disguised = '于期还不尚别荒，亭*息*挂*帐醉长芬六十期，布成工布收废，三天贱校，有和同有保章';
    const reports = [reportWith({ text: TEMPLATE, n: 1 }), reportWith({ text: disguised, n: 2 })];
    const folded = createClusterIndex({ fold });
    for (const report of reports) folded.add(report);
    expect(index(reports).list('text')).toEqual([]);
    expect(folded.list('text').map((one) => one.reports.length)).toEqual([2]);
  });
});

describe('similarity', () => {
  it('estimates the share of common trigrams', () => {
    const a = foldPlainly(TEMPLATE);
    expect(similarity(signatureOf(a)!, signatureOf(a)!)).toBe(1);
    expect(
      similarity(signatureOf(a)!, signatureOf(foldPlainly('今天去银行问了客服说可以申请分期态度还挺好的'))!),
    ).toBeLessThan(0.1);
    expect(signatureOf('短')).toBeNull();
  });
});
