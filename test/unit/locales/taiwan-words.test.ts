import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT, textTables } from './text-tables.ts';

/**
 * What a converter makes of mainland texts, and what is said on the mainland alone; beside it what Taiwan says.
 */
const NOT_IN_TAIWAN: readonly (readonly [RegExp, string])[] = [
  [/舉報/, '檢舉'],
  [/釋出/, '發布'],
  [/稽核/, '審核'],
  [/公佈|發佈/, '公布、發布'],
  [/賬/, '帳'],
  [/臺/, '台'],
  [/併到/, '並到'],
  [/引數/, '參數'],
  [/收件箱/, '收件匣'],
  [/郵箱/, '電子郵件'],
  [/渠道/, '管道'],
  [/反饋/, '回饋'],
  [/視頻/, '影片'],
  [/評論/, '留言'],
  [/信息/, '資訊、訊息'],
  [/個人資訊|身份資訊/, '個人資料、身分資料'],
  [/數據/, '資料'],
  [/網絡/, '網路'],
  [/鏈接/, '連結'],
  [/聯繫/, '聯絡'],
  [/默認/, '預設'],
  [/用戶/, '使用者'],
  [/文件夾/, '資料夾'],
  [/保存/, '儲存'],
  [/屏幕|錄屏|截屏/, '螢幕'],
  [/軟件|硬件|插件/, '軟體、硬體、擴充功能'],
  [/服務器/, '伺服器'],
  [/域名/, '網域'],
  [/粘貼/, '貼上'],
  [/回車/, 'Enter'],
  [/快捷鍵/, '快速鍵'],
  [/拖動/, '拖曳'],
  [/回執/, '回覆'],
  [/校驗/, '檢查'],
  [/批量/, '批次'],
  [/當前/, '目前'],
  [/撤銷/, '復原'],
  [/跟蹤/, '追蹤'],
  [/模板/, '範本'],
  [/聚類/, '分群'],
  [/列表/, '清單'],
  [/志願者/, '志工'],
  [/套路/, '手法'],
  [/中介/, '仲介'],
  [/[“”]/, '「」'],
  [
    /[这个们来时对说国会为过发么还让请见给关开应当从现无写读网页数据标识讯号码审举报权条则误载设项]/,
    'a traditional character',
  ],
];

/** Texts of `public/_locales`, which the browser itself shows. */
const shownByBrowser = Object.entries(
  JSON.parse(readFileSync(join(ROOT, 'public/_locales/zh_TW/messages.json'), 'utf8')) as Record<
    string,
    { message: string }
  >,
).map(([key, { message }]) => ({ where: `public/_locales/zh_TW ${key}`, text: message }));

interface Shown {
  readonly where: string;
  readonly text: string;
}

/** Said in texts about mainland debts, where the interface has no use for it. */
const NOT_IN_TAIWAN_RULES: readonly (readonly [RegExp, string])[] = [
  [/短信/, '簡訊'],
  [/合同/, '合約'],
  [/運營商/, '電信業者'],
  [/黑客/, '駭客'],
  [/發帖/, '發文'],
  [/菜單/, '選單'],
  [/小程序/, '小程式'],
  [/互聯網/, '網路'],
  [/團伙|團夥/, '集團'],
  [/身份/, '身分'],
  [/揹/, '背'],
  [/教程/, '教學'],
  [/質量/, '品質'],
  [/人臉識別/, '人臉辨識'],
  [/網點/, '營業據點'],
  [/社交/, '社群'],
  [/營銷/, '行銷'],
  [/洩露/, '外洩'],
  [/監管提示|部門提示/, '提醒'],
];

/** What mainland authorities, papers and buttons are called stays as it is there, in traditional characters. */
const NAMES: readonly string[] = [
  '中央網信辦違法和不良信息舉報中心',
  '網絡違法和不良信息舉報中心',
  '12321 網絡不良與垃圾信息舉報',
  '公安部網絡違法犯罪舉報網站',
  '互聯網金融舉報信息平台',
  '涉金融黑灰產信息',
  '報警回執',
  // Buttons of mainland platforms and apps.
  '「舉報」',
  '「我要舉報」',
  '→ 舉報',
  '→ 違法信息 →',
];

/** Every zh-TW text inside what a rule file holds. */
function taiwanTexts(value: unknown, where: string): Shown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as Record<string, unknown>).flatMap(([key, inside]) =>
    key === 'zh-TW' && typeof inside === 'string'
      ? [{ where, text: inside }]
      : taiwanTexts(inside, `${where}/${key}`),
  );
}

/** Every zh-TW text of the rule files that people read. */
const inRules = ['channels', 'guidance', 'lures', 'sites'].flatMap((folder) =>
  readdirSync(join(ROOT, 'rules', folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const file = `rules/${folder}/${name}`;
      return taiwanTexts(parse(readFileSync(join(ROOT, file), 'utf8')), file);
    }),
);

function foreignWords(shown: readonly Shown[], words: readonly (readonly [RegExp, string])[]): string[] {
  return shown.flatMap(({ where, text }) =>
    words.flatMap(([form, better]) => {
      const found = form.exec(text)?.[0];
      return found === undefined ? [] : [`${where}: ${found} → ${better}: ${text}`];
    }),
  );
}

it('writes zh-TW as Taiwan does', () => {
  const texts = textTables().flatMap(({ file, texts }) =>
    [...texts.get('zh-TW')!].map(([key, text]) => ({ where: `${file} ${key}`, text })),
  );
  expect(foreignWords([...texts, ...shownByBrowser], NOT_IN_TAIWAN)).toEqual([]);
});

it('writes zh-TW in rules as Taiwan does, but for names of the mainland', () => {
  const withoutNames = inRules.map(({ where, text }) => ({
    where,
    text: NAMES.reduce((rest, name) => rest.replaceAll(name, '…'), text),
  }));
  expect(inRules.length).toBeGreaterThan(200);
  expect(foreignWords(withoutNames, [...NOT_IN_TAIWAN, ...NOT_IN_TAIWAN_RULES])).toEqual([]);
});

it('knows no name that rules do not use', () => {
  expect(NAMES.filter((name) => !inRules.some(({ text }) => text.includes(name)))).toEqual([]);
});
