import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitRuns, isIdNumber, passesLuhn, plainDigits } from '../../../reports/digit-runs.ts';
import {
  findPersonalData,
  choiceKey,
  normalHandle,
  previewRedaction,
  type PersonalKind,
} from '../../../reports/redact.ts';

const ADVERT = { byReported: true, kind: 'lure' } as const;
const found = (text: string, origin: Parameters<typeof findPersonalData>[1] = ADVERT) =>
  findPersonalData(text, origin).map((one) => [one.kind, one.value, one.whose]);

describe('finding handles', () => {
  it.each<[string, PersonalKind, string]>([
    ['停息挂账加微 zs8821xy 咨询', 'wechat', 'zs8821xy'],
    ['逾期找我 V：debt_help88', 'wechat', 'debt_help88'],
    ['薇心zw20240101', 'wechat', 'zw20240101'],
    ['➕v abc_12345 备注', 'wechat', 'abc_12345'],
    ['VX:ABCdef99', 'wechat', 'ABCdef99'],
    ['征信修复电话13800138000', 'phone', '13800138000'],
    ['联系 138-0013-8000 王经理', 'phone', '138-0013-8000'],
    ['拨打１３８００１３８０００', 'phone', '１３８００１３８０００'],
    ['打幺三八零零幺三八零零零', 'phone', '幺三八零零幺三八零零零'],
    ['1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣', 'phone', '1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0'],
    ['𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎', 'phone', '𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎'.slice(0, -1)],
    ['热线400-880-1234', 'phone', '400-880-1234'],
    ['致电021-63231234', 'phone', '021-63231234'],
    ['扣扣 1234567 进群', 'qq', '1234567'],
    ['QQ群：987654321', 'qq', '987654321'],
    ['发邮件到 help.me@qq.com', 'email', 'help.me@qq.com'],
    ['点这里 https://jf.example.top/a?b=1，马上申请', 'link', 'https://jf.example.top/a?b=1'],
    ['打开 zhaiwu123.top 登记', 'link', 'zhaiwu123.top'],
  ])('in %s', (text, kind, value) => {
    expect(found(text)).toEqual([[kind, value, 'advertiser']]);
  });

  it.each([
    '欠了138000元，分了36期',
    '2026年11月26日还款12345.67元',
    '一三五去二四六休息',
    '利率从15.4%降到12.8%',
    '账单尾号8821',
    'BV1xx411c7mD 这个视频讲得好',
  ])('sees none in %s', (text) => expect(found(text)).toEqual([]));
});

describe('whose a handle is', () => {
  it('keeps the advertiser’s and hides what the writer calls own or a caller’s', () => {
    expect(found('催收用13800138000打给我家人')).toEqual([['phone', '13800138000', 'other']]);
    expect(found('我的手机13800138000被打爆了，谁能帮帮我')).toEqual([['phone', '13800138000', 'other']]);
    expect(found('专业停息，电话13800138000')).toEqual([['phone', '13800138000', 'advertiser']]);
  });

  it('hides everything in the post of somebody else, and in what is no lure', () => {
    const text = '欠了四十万，电话13800138000，微信 abc123456';
    expect(found(text, { byReported: false, kind: 'lure' }).map((one) => one[2])).toEqual(['other', 'other']);
    expect(found(text, { byReported: true, kind: 'false_alarm' }).map((one) => one[2])).toEqual([
      'other',
      'other',
    ]);
  });

  it('always hides identity numbers, and bank cards unless they are where to pay', () => {
    expect(found('身份证11010519491231002X，加微')).toEqual([['id_number', '11010519491231002X', 'other']]);
    expect(
      found('我的卡6222021234567890128'.replace('6222021234567890128', luhn('622202123456789012')))[0]?.[2],
    ).toBe('other');
    expect(found(`定金打款到 ${luhn('622202123456789012')} 户名王`)).toEqual([
      ['bank_card', luhn('622202123456789012'), 'advertiser'],
    ]);
  });

  it('keeps a mentioned account that one is sent to and hides other mentions', () => {
    expect(found('有需要联系 @债务老王')).toEqual([['mention', '@债务老王', 'advertiser']]);
    expect(found('哈哈 @小明同学 快看')).toEqual([['mention', '@小明同学', 'other']]);
  });
});

describe('the preview', () => {
  const draft = {
    text: '加微 zs8821xy，我的手机13800138000',
    parentText: '欠款人张三 13900139000',
    kind: 'lure' as const,
  };

  it('hides with the same length, so that spans of the engine stay right', () => {
    const preview = previewRedaction(draft);
    expect(preview.hidden.text).toBe('加微 zs8821xy，我的手机███████████');
    expect(preview.hidden.parentText).toBe('欠款人张三 ███████████');
    expect(preview.hidden.text).toHaveLength(draft.text.length);
  });

  it('records the kept handle with its value and hidden ones without', () => {
    expect(previewRedaction(draft).handles).toEqual([
      { kind: 'wechat', value: 'zs8821xy', whose: 'advertiser', state: 'kept' },
      { kind: 'phone', value: '', whose: 'other', state: 'redacted' },
    ]);
  });

  it('does what the volunteer says', () => {
    const phone = previewRedaction(draft).text[1]!;
    const preview = previewRedaction(draft, new Map([[choiceKey(true, phone), false]]));
    expect(preview.hidden.text).toBe(draft.text);
    expect(preview.handles).toContainEqual({
      kind: 'phone',
      value: '13800138000',
      whose: 'advertiser',
      state: 'kept',
    });
  });
});

describe('spelling', () => {
  it('gives one form for one handle', () => {
    expect(normalHandle('phone', '+86 138-0013-8000')).toBe('13800138000');
    expect(normalHandle('phone', '１３８００１３８０００')).toBe('13800138000');
    expect(normalHandle('wechat', 'ABC_def99 ')).toBe('abc_def99');
    expect(normalHandle('link', 'https://www.Jf.example.top/a/?x=1')).toBe('jf.example.top/a');
  });

  it('checks identity numbers and cards by their check digits', () => {
    expect(isIdNumber('11010519491231002x')).toBe(true);
    expect(isIdNumber('110105194912310021')).toBe(false);
    expect(passesLuhn('79927398713')).toBe(true);
    expect(passesLuhn('79927398710')).toBe(false);
  });
});

describe('hostile text', () => {
  it('keeps length and order whatever comes', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '加微',
        'v',
        '138',
        '00138000',
        '@',
        'a.top',
        'http://',
        '一三八',
        '𝟏',
        '\ud835',
        'qq:',
        '622202',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        expect(plainDigits(text)).toHaveLength(text.length);
        let last = 0;
        for (const one of findPersonalData(text, ADVERT)) {
          expect(one.start).toBeGreaterThanOrEqual(last);
          expect(text.slice(one.start, one.end)).toBe(one.value);
          last = one.end;
        }
        expect(previewRedaction({ text, parentText: null, kind: 'lure' }).hidden.text).toHaveLength(
          text.length,
        );
      }),
    );
  });

  it.each(['1', '1 ', 'a.', '@', 'v', '加微v', 'http://a', 'a-', '1-1 ', 'a@a.'])(
    'stays linear on many times %j',
    (piece) => {
      const time = (length: number) => {
        const text = piece.repeat(Math.ceil(length / piece.length));
        // Processor time: other work on the machine must not fail this.
        const start = process.cpuUsage();
        findPersonalData(text, ADVERT);
        return process.cpuUsage(start).user / 1000;
      };
      time(5_000);
      const small = Math.min(...[1, 2, 3].map(() => time(20_000)));
      const large = Math.min(...[1, 2, 3].map(() => time(160_000)));
      // Eight times the text: linear is about 8, quadratic 64. A few ms of floor against a jumpy clock.
      expect(large).toBeLessThan(24 * Math.max(small, 3));
    },
  );

  it('finds no run in a text without digits', () => {
    expect(digitRuns('没有数字', 5)).toEqual([]);
  });
});

function luhn(body: string): string {
  for (let digit = 0; digit < 10; digit += 1) if (passesLuhn(`${body}${digit}`)) return `${body}${digit}`;
  throw new Error('unreachable');
}
