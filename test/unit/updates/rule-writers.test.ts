import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { assess } from '../../../core/assess.ts';
import { explain } from '../../../core/explain.ts';
import { loadRuleset } from '../../../core/ruleset/load-ruleset.ts';
import { AuthoredRule } from '../../../core/ruleset/rule-format.ts';
import type { Ruleset } from '../../../core/ruleset/ruleset.ts';
import { nameEvent, type LogEvent } from '../../../reports/event-format.ts';
import type { Report } from '../../../reports/record-format.ts';
import { parseRow } from '../../../scripts/fit/corpus.ts';
import { compareRulesets } from '../../../scripts/rules/compare-rulesets.ts';
import { learnLines, withoutPersons } from '../../../scripts/rules/learn-lines.ts';
import { newRuleText } from '../../../scripts/rules/new-rule-text.ts';
import { ruleSchemas } from '../../../scripts/rules/rule-schemas.ts';
import { reportWith } from '../reports/report-with.ts';
import { smallRuleset } from './small-ruleset.ts';

function load(phrases: Record<string, string>, more = {}): Ruleset {
  const loaded = loadRuleset(smallRuleset('2026.11.20-1', phrases, more));
  if (!loaded.ok) throw new Error(loaded.error.detail);
  return loaded.value;
}

describe('rules:diff', () => {
  const rows = [
    ['danger', '停息挂账找我'],
    ['danger', '征信洗白找我'],
    ['none', '停息挂账是什么意思'],
    ['none', '今天天气不错'],
  ].map(([level, text], at) =>
    parseRow(
      JSON.stringify({ text, level, category: level === 'none' ? 'none' : 'credit_repair', role: 'comment' }),
      'voice',
      at,
    ),
  );

  it('names what is newly flagged, newly silent, and which rules have died', () => {
    const diff = compareRulesets(
      load({ washed: '征信洗白', never: '从不出现' }),
      load({ stopped: '停息挂账', washed: '不再出现', never: '从不出现' }),
      rows,
    );
    expect(diff.newlyFlagged.map(({ row, honest }) => [row.text, honest])).toEqual([
      ['停息挂账找我', false],
      ['停息挂账是什么意思', true],
    ]);
    expect(diff.newlySilent.map(({ row }) => row.text)).toEqual(['征信洗白找我']);
    expect(diff.nowDead).toEqual(['washed']);
    expect(diff.dead).toEqual(['never']);
  });

  it('finds nothing between a ruleset and itself', () => {
    const same = load({ washed: '征信洗白' });
    expect(compareRulesets(same, same, rows)).toMatchObject({
      newlyFlagged: [],
      newlySilent: [],
      otherLevel: [],
      nowDead: [],
    });
  });
});

describe('rules:try', () => {
  it('names the rule that decided, the words, and the text as it was read', () => {
    const why = explain({ text: '专做征信洗白' }, load({ washed: '征信洗白' }));
    expect(why).toMatchObject({
      folded: '专做征信洗白',
      decidedBy: { by: 'rule', rule: 'washed', combination: 'washed/any' },
      fired: [{ id: 'washed/any', words: ['征信洗白'] }],
    });
    expect(why.verdict.level).toBe('danger');
  });

  it('says why nothing was flagged', () => {
    expect(explain({ text: '今天天气不错' }, load({ washed: '征信洗白' })).decidedBy).toEqual({
      by: 'not-about-debt',
    });
  });
});

describe('a rule that was switched off', () => {
  const lure = { text: '专做征信洗白' };
  const off = (...ids: string[]) => ({ disabled: ids.map((id) => ({ id, because: 'reader' })) });

  it('quiets its kind of lure in the fitted part as well, but only when no other rule of that kind is on', () => {
    expect([...load({ a: '甲话术', b: '乙话术' }, off('a', 'b')).quiet]).toEqual(['credit_repair']);
    expect([...load({ a: '甲话术', b: '乙话术' }, off('a')).quiet]).toEqual([]);
    expect([...load({ a: '甲话术' }, { disabled: [{ id: 'a', because: '误报' }] }).quiet]).toEqual([
      'credit_repair',
    ]);
  });

  it('leaves no verdict of a quiet kind', () => {
    const ruleset = load({ washed: '征信洗白' });
    expect(assess(lure, ruleset).level).toBe('danger');
    expect(assess(lure, { ...ruleset, quiet: new Set(['credit_repair'] as const) })).toMatchObject({
      level: 'none',
      reasons: [],
    });
    expect(assess(lure, { ...ruleset, quiet: new Set(['recruit'] as const) }).level).toBe('danger');
  });
});

describe('rules:new', () => {
  it('writes a file that fits the format as it stands', () => {
    const read = AuthoredRule.safeParse(parse(newRuleText('my-rule', 'loan_broker')));
    expect(read.error?.issues ?? []).toEqual([]);
    expect(read.data).toMatchObject({ id: 'my-rule', category: 'loan_broker', status: 'draft' });
  });
});

describe('the JSON Schemas for editors', () => {
  const schemas = ruleSchemas();
  const checked: [string, string][] = [
    ['rules/lures', 'rule'],
    ['rules/signals', 'signals'],
    ['rules/sites', 'site'],
  ];

  it('are the ones that are committed', () => {
    for (const [name, schema] of Object.entries(schemas))
      expect(
        JSON.parse(readFileSync(`rules/schemas/${name}.schema.json`, 'utf8')),
        `${name}: run npm run rules:schemas`,
      ).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  it.each(checked)('take every file under %s', (folder, name) => {
    const valid = new Ajv2020({ strict: false, validateFormats: false }).compile(schemas[name]!);
    const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files)
      expect(
        valid(parse(readFileSync(`${folder}/${file}`, 'utf8'))),
        `${file}: ${JSON.stringify(valid.errors)}`,
      ).toBe(true);
  });

  it('take every file under rules/folding, each by its own', () => {
    for (const file of readdirSync('rules/folding').filter((name) => name.endsWith('.yaml'))) {
      const schema = schemas[`folding-${file.replace('.yaml', '')}`];
      expect(schema, file).toBeDefined();
      const valid = new Ajv2020({ strict: false }).compile(schema!);
      expect(
        valid(parse(readFileSync(`rules/folding/${file}`, 'utf8'))),
        `${file}: ${JSON.stringify(valid.errors)}`,
      ).toBe(true);
    }
  });

  it('refuse what the tools refuse: an unknown key', () => {
    const valid = new Ajv2020({ strict: false }).compile(schemas['rule']!);
    expect(valid({ ...(parse(newRuleText('my-rule', 'recruit')) as object), wieght: 3 })).toBe(false);
  });
});

describe('rules:learn', () => {
  const at = '2026-11-26T09:00:00.000Z';
  function decided(
    report: Report,
    state: 'confirmed' | 'rejected' | 'in_review',
    level: 'danger' | null = null,
    looked: readonly Report[] = [report],
  ): LogEvent {
    return nameEvent<'decide'>({
      format: 1,
      by: 'Moderatorin Li',
      at,
      supersedes: [],
      subject: report.subject,
      type: 'decide',
      state,
      reason: '看过了',
      publicNote: null,
      evidence: report.contentHash,
      reports: looked.map((one) => one.id),
      rulesetVersion: null,
      category: state === 'confirmed' ? 'debt_negotiation' : null,
      level,
    });
  }
  const lure = reportWith({
    n: 1,
    text: '停息挂账，加微 zs8821xy 或打 13812345678，找王经理',
    parentText: '我是张三，身份证 110101199003077715',
  });
  const alarm = reportWith({
    n: 2,
    kind: 'false_alarm',
    text: '银行客服说可以协商分期',
    category: { guessed: 'lawful', confirmed: null },
  });
  const open = reportWith({ n: 3, text: '还没看的一条' });

  it('turns decisions into corpus lines and leaves out what is undecided', () => {
    const { lines, leftOut } = learnLines(
      [lure, alarm, open],
      [decided(lure, 'confirmed', 'danger'), decided(alarm, 'confirmed'), decided(open, 'in_review')],
      new Set(),
    );
    expect(lines.map(({ level, category }) => [level, category])).toEqual(
      expect.arrayContaining([
        ['danger', 'debt_negotiation'],
        ['topic', 'lawful'],
      ]),
    );
    expect(lines).toHaveLength(2);
    expect(leftOut).toEqual([{ subject: open.subject, because: 'not decided' }]);
    lines.forEach((line, number) => parseRow(JSON.stringify(line), 'desk', number));
  });

  it('reads a decision for what it says: a rejected report is honest text, a rejected false alarm a lure', () => {
    const learned = (report: Report, state: 'confirmed' | 'rejected') =>
      learnLines([report], [decided(report, state)], new Set()).lines.map(({ level }) => level);
    expect(learned(lure, 'rejected')).toEqual(['topic']);
    expect(learned(alarm, 'confirmed')).toEqual(['topic']);
    expect(learned(alarm, 'rejected')).toEqual(['caution']);
    const marked = {
      rulesetVersion: '7',
      level: 'danger' as const,
      score: 0.9,
      findings: [{ rule: 'recruit', signal: 'offer', start: 0, end: 2 }],
    };
    const seen = reportWith({ n: 2, kind: 'false_alarm', text: '加微 zs8821xy 教你停息', engine: marked });
    expect(learned(seen, 'rejected')).toEqual(['danger']);
  });

  it('learns nothing where the accusation that was decided on is missing', () => {
    const both = reportWith({ n: 2, text: alarm.text }, 'r-8');
    const named = decided(alarm, 'confirmed', null, [alarm, both]);
    const { lines, leftOut } = learnLines([alarm], [named], new Set());
    expect(lines).toEqual([]);
    expect(leftOut[0]!.because).toMatch(/not in this file/);
    expect(learnLines([alarm, both], [named], new Set()).lines).toMatchObject([{ level: 'caution' }]);
  });

  it('leaves nothing of a person in them: no number, account, author, address or moderator', () => {
    const { lines } = learnLines([lure], [decided(lure, 'confirmed', 'danger')], new Set());
    const text = JSON.stringify(lines);
    for (const trace of [
      'zs8821xy',
      '13812345678',
      '110101199003077715',
      '用户1',
      'u1',
      'Moderatorin',
      'douyin.com',
      'r-1',
    ])
      expect(text).not.toContain(trace);
    expect(lines[0]!.text).toContain('加微 xx0000xx');
  });

  it('adds no text twice', () => {
    const known = new Set([withoutPersons(lure.text)]);
    const { lines, leftOut } = learnLines([lure], [decided(lure, 'confirmed', 'danger')], known);
    expect(lines).toEqual([]);
    expect(leftOut[0]!.because).toMatch(/has this text/);
  });
});
