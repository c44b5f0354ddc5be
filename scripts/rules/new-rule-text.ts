import type { Category } from '../../core/verdict.ts';

/** A rule file to fill in: valid as it stands but for `draft`, so that the editor and rules:lint can lead on from here. */
export function newRuleText(id: string, category: Category): string {
  return `# yaml-language-server: $schema=../schemas/rule.schema.json
# 说明见 rules/README.md。写好、试好之后把 status 改成 active。
# See rules/README.md. Change status to active when it is written and tried.
id: ${id}
category: ${category}
status: draft
title:
  zh-CN: （给读者看的名称）
  zh-TW: （給讀者看的名稱）
  en: (name shown to readers)
why:
  zh-CN: （一句话：为什么有风险）
  zh-TW: （一句話：為什麼有風險）
  en: (one sentence, why this is risky)
sources: []
signals:
  service:
    meaning: （说出这句话意味着什么）
    anyOf: [征信修复示例] # 只写标准说法；谐音、拆字、表情、繁体由程序还原 / standard wording only
combinations:
  - id: named-and-sold
    level: danger # danger | caution | topic
    all: [service, [contact, offer, promise, fee]] # 同时出现 / all of these; a list inside means any of it
    scope: item
    within: 60
    not: [warning, reporting, refusal, question, official, loss] # 有这些就不算 / none of these
examples:
  positive:
    - text: 征信修复示例，加微详聊
    - text: 专业征信修复示例，先付定金
  negative:
    - text: 警方提醒：所谓征信修复示例都是骗局
      because: 反诈宣传
    - text: 征信修复示例靠谱吗
      because: 只是在问
`;
}
