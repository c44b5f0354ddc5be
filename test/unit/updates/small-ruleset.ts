import { BASE64 } from '../../../core/base64-alphabet.ts';
import { HAN_FIRST, HAN_LAST } from '../../../core/text/folding-data.ts';

/** Invented syllables, handed out in turn: a character without a sound would not be read at all. */
const SYLLABLES = [...'bpmfdtnlgkhjqxzcsrwy'].flatMap((first) =>
  ['a', 'o', 'e', 'i', 'u', 'ai', 'ei', 'ao', 'ou', 'an'].map((rest) => first + rest),
);
const SOUNDS = Array.from({ length: HAN_LAST - HAN_FIRST + 1 }, (_, at) => {
  const number = (at % SYLLABLES.length) + 1;
  return BASE64[number >> 6]! + BASE64[number & 63]!;
}).join('');

/** Folding that changes nothing: every character stands for itself. */
const PLAIN_FOLDING = {
  syllables: SYLLABLES.join(' '),
  sounds: SOUNDS,
  traditional: '',
  lookalikes: '',
  enclosed: '',
  classes: [[0, 0]],
  emoji: [],
  split: [],
  latinWords: '',
  gluedWords: '',
  open: '',
  common: '',
  trade: '',
  listed: [],
  polyphones: [],
  digits: [],
  measures: '',
  aliases: [],
  falseFriends: [],
  ordinary: [],
};

/** A rule that calls every item with this phrase dangerous. */
export function phraseRule(id: string, phrase: string): Record<string, unknown> {
  return {
    id,
    category: 'credit_repair',
    title: { 'zh-CN': `规则${id}`, 'zh-TW': `規則${id}`, en: `Rule ${id}` },
    why: { 'zh-CN': '这是测试用的说明。', 'zh-TW': '這是測試用的說明。', en: 'A reason for the test.' },
    signals: {
      wash: { meaning: 'A phrase of the test.', kind: 'service', anyOf: [phrase], homophones: false },
    },
    combinations: [{ id: 'any', level: 'danger', all: ['wash'] }],
  };
}

/** A compiled ruleset of a few phrases; it really loads and judges. */
export function smallRuleset(
  version: string,
  phrases: Readonly<Record<string, string>>,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const day = version.split('-')[0]!.replaceAll('.', '-');
  return {
    format: 1,
    version,
    createdAt: `${day}T00:00:00Z`,
    policy: {
      thresholds: { danger: { at: 0.9 }, caution: { at: 0.6 }, topic: { at: 0.5 }, severe: { at: 0.5 } },
      gate: { withWords: 0, without: 0.5 },
      floors: { danger: 0.95, caution: 0.7 },
    },
    signals: [],
    rules: Object.entries(phrases).map(([id, phrase]) => phraseRule(id, phrase)),
    disabled: [],
    folding: PLAIN_FOLDING,
    sites: [],
    ...more,
  };
}
