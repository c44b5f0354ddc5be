import { describe, expect, it } from 'vitest';
import {
  readAuthored,
  type Authored,
  type AuthoredFiles,
  type Problem,
} from '../../../core/ruleset/authored.ts';
import { checkExamples } from '../../../core/ruleset/check-examples.ts';
import { checkRefs } from '../../../core/ruleset/check-refs.ts';
import { checkTerms } from '../../../core/ruleset/check-terms.ts';
import { loadRuleset } from '../../../core/ruleset/load-ruleset.ts';
import { buildRuleset } from '../../../scripts/build-ruleset.ts';

const built = buildRuleset();
const loaded = loadRuleset(built.compiled);
if (!loaded.ok) throw new Error(loaded.error.detail);
const ruleset = loaded.value;

const texts = { 'zh-CN': '标题', 'zh-TW': '標題', en: 'title' };
const rule = (change: object): object => ({
  id: 'my-rule',
  category: 'credit_repair',
  title: texts,
  why: texts,
  sources: [{ title: '出处', date: '2026-01-01' }],
  signals: { service: { meaning: '测试', anyOf: ['征信修复'] } },
  combinations: [{ id: 'named', level: 'caution', all: ['service'] }],
  ...change,
});
const policy = {
  thresholds: { danger: { at: 0.9 }, caution: { at: 0.5 }, severe: { at: 0.5 }, topic: { at: 0.5 } },
  gate: { withWords: 0, without: 0.5 },
  floors: { danger: 0.9, caution: 0 },
};
function read(change: object, path = 'rules/lures/my-rule.yaml'): Authored {
  const files: AuthoredFiles = {
    lists: { path: 'rules/lists.yaml', content: { words: ['消除', '删除'] } },
    signals: [],
    lures: [{ path, content: rule(change) }],
    policy: { path: 'rules/policy.yaml', content: policy },
  };
  return readAuthored(files);
}
const told = (problems: readonly Problem[]): string[] =>
  problems.map(({ path, message }) => `${path}: ${message}`);

describe('reading authored files', () => {
  it('puts word lists in the place of their names', () => {
    const { rules, problems } = read({
      signals: { service: { meaning: '测试', near: [{ first: ['逾期'], then: ['$words'], within: 4 }] } },
    });
    expect(problems).toEqual([]);
    expect(rules[0]!.rule.signals.service!.near[0]!.then).toEqual(['消除', '删除']);
  });

  it('tells an unknown list', () => {
    expect(told(read({ signals: { service: { meaning: '测试', anyOf: ['$nothing'] } } }).problems)).toEqual([
      'signals.service.anyOf: There is no word list $nothing in rules/lists.yaml.',
    ]);
  });

  it('refuses keys that authors mistyped and tells every mistake of a file at once', () => {
    const { problems, rules } = read({ levle: 'danger', category: 'nothing', combinations: [] });
    expect(rules).toEqual([]);
    expect(problems.length).toBeGreaterThanOrEqual(3);
    expect(problems.every(({ file }) => file === 'rules/lures/my-rule.yaml')).toBe(true);
  });

  it('wants the id to be the name of the file', () => {
    expect(told(read({}, 'rules/lures/other.yaml').problems)).toEqual([
      'id: The id is my-rule, the file is named other: they must be the same.',
    ]);
  });

  it('tells broken YAML, which arrives as text, as a mistake of its file', () => {
    const files = {
      lists: { path: 'l', content: {} },
      signals: [{ path: 's', content: 'YAML: bad indent' }],
      lures: [],
      policy: { path: 'p', content: policy },
    };
    expect(readAuthored(files).problems.map(({ file }) => file)).toEqual(['s']);
  });
});

describe('references', () => {
  it('must name a signal that exists', () => {
    const authored = read({
      combinations: [{ id: 'named', level: 'caution', all: ['service', 'contact/phone'] }],
    });
    expect(told(checkRefs(authored))).toEqual(['combinations.0: There is no signal contact/phone.']);
  });

  it('must not be ambiguous', () => {
    const one = read({});
    const two = {
      ...one,
      groups: [{ file: 'rules/signals/service.yaml', group: { ...ruleGroup(), id: 'service' } }],
    };
    expect(told(checkRefs(two))[0]).toContain('choose another name');
  });
});

function ruleGroup(): Authored['groups'][number]['group'] {
  return structuredClone(built.authored.groups[0]!.group);
}

describe('terms', () => {
  const of = (signal: object): string[] =>
    told(checkTerms(read({ signals: { service: { meaning: '测试', ...signal } } }), ruleset.foldTables));

  it('are written as folding leaves them', () => {
    expect(of({ anyOf: ['徵信修復'] })).toEqual([
      'signals.service.anyOf: 徵信修復 is not in normal form: write 征信修复.',
    ]);
    expect(of({ anyOf: ['征信 修复'] })).toHaveLength(1);
  });

  it('are there once, are not too short and are not found by a shorter one already', () => {
    expect(of({ anyOf: ['逾期', '逾期'] })[0]).toContain('twice');
    expect(of({ anyOf: ['贷'] })[0]).toContain('too short');
    expect(of({ anyOf: ['征信修复', '征信修复代办'] })[0]).toContain('finds it already');
  });

  it('may be single characters in a near condition only', () => {
    expect(of({ near: [{ first: ['贷'], then: ['批'], within: 3 }] })).toEqual([]);
  });

  it('are there at all', () => {
    expect(of({})).toEqual(['signals.service.: The signal has neither anyOf nor near.']);
  });
});

describe('examples', () => {
  const check = (change: object, by = ruleset): string[] => {
    const { rule: real } = built.authored.rules.find((one) => one.rule.id === 'credit-repair')!;
    return told(
      checkExamples({ ...built.authored, rules: [{ file: 'x', rule: { ...real, ...change } }] }, by),
    );
  };

  it('must be worth reading at a glance: what nobody reads warns nobody', () => {
    const fires = { text: '专业征信修复，不成功不收费，先办后付，加微信' };
    const { glance } = ruleset.model!;
    const blind = { ...ruleset, model: { ...ruleset.model!, glance: { ...glance, least: 99 } } };
    const examples = { positive: [fires, fires], negative: [{ text: '今天天气不错' }, { text: '猫睡了' }] };
    expect(check({ examples })).toEqual([]);
    expect(check({ examples }, blind)).toEqual([
      expect.stringContaining('passed over at a glance'),
      expect.stringContaining('passed over at a glance'),
    ]);
  });

  it('are run: a positive one that does not fire and a negative one that does are mistakes', () => {
    const fires = { text: '专业征信修复，不成功不收费，先办后付，加微信' };
    const silent = { text: '今天天气不错' };
    expect(check({ examples: { positive: [fires, fires], negative: [silent, silent] } })).toEqual([]);
    expect(check({ examples: { positive: [fires, silent], negative: [silent, fires] } })).toHaveLength(2);
  });

  it('are two of each sort at least, and a rule that accuses names its sources', () => {
    expect(check({ examples: { positive: [], negative: [] }, sources: [] })).toHaveLength(3);
  });
});
