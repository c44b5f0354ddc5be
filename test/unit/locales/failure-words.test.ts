import { describe, expect, it } from 'vitest';
import { failureWords, fileFailure, readToldFailure } from '../../../components/shared/failure-words.ts';
import { failureTexts } from '../../../locales/failures.ts';
import { LANGUAGES, translator } from '../../../locales/translate.ts';
import type { BundleRefusal } from '../../../reports/bundle/read-bundle.ts';
import type { InboxFailure } from '../../../reports/inbox/couch-request.ts';
import type { StoreFailure } from '../../../reports/store/report-store.ts';

/** Every kind there is; one that is missing here is a compile error. */
const KINDS = Object.keys({
  unauthorized: 0,
  forbidden: 0,
  not_found: 0,
  insecure_address: 0,
  bad_answer: 0,
  cancelled: 0,
  too_large: 0,
  rate_limited: 0,
  server: 0,
  timeout: 0,
  network: 0,
  quota: 0,
  closed: 0,
  blocked: 0,
  failed: 0,
} satisfies Record<InboxFailure['error'] | StoreFailure['error'], 0>);
const FILE_KINDS = Object.keys({
  not_a_zip: 0,
  too_large: 0,
  too_many_entries: 0,
  unsafe_name: 0,
  bomb: 0,
  damaged: 0,
  unsupported: 0,
  no_manifest: 0,
  too_new: 0,
  malformed: 0,
  wrong_hash: 0,
  missing_file: 0,
  too_many_lines: 0,
  cancelled: 0,
} satisfies Record<BundleRefusal, 0>) as BundleRefusal[];

const chinese = translator(failureTexts, 'zh-CN');
const words = (text: string, retryAfter?: number) =>
  failureWords({ ...readToldFailure(text), ...(retryAfter === undefined ? {} : { retryAfter }) }, chinese);

describe('what went wrong, in words', () => {
  it('explains 429 with the time of the next try', () => {
    expect(words('rate_limited: HTTP 429 slow down', 90_000).text).toContain('2 分钟后');
    expect(words('rate_limited: HTTP 429 slow down').text).toContain('稍后');
  });

  it('keeps what the machine said beside the sentence, never in it', () => {
    expect(words('unauthorized: HTTP 401')).toEqual({
      text: failureTexts['zh-CN']['failure.unauthorized'],
      raw: 'HTTP 401',
    });
    const file = fileFailure({
      error: 'wrong_hash',
      message: 'reports.ndjson is not what the manifest says',
    });
    expect(failureWords(file, chinese)).toEqual({
      text: '这个文件不能导入：内容和清单对不上，被改动过或损坏了。没有写入任何东西。',
      raw: 'reports.ndjson is not what the manifest says',
    });
  });

  it('has a sentence for what it has no words for', () => {
    for (const odd of ['something odd', 'toString: x', 'file.odd: x', 'file: x'])
      expect(words(odd).text).toBe(failureTexts['zh-CN']['failure.other']);
    expect(words('something odd').raw).toBe('something odd');
  });

  it('has words for every kind, in every language, and leaves no place open', () => {
    const failures = [
      ...[...KINDS, 'occupied', 'plan'].map((error) => ({ error, message: '' })),
      ...FILE_KINDS.map((error) => fileFailure({ error, message: '' })),
    ];
    for (const language of LANGUAGES)
      for (const failure of failures) {
        const { text } = failureWords(failure, translator(failureTexts, language));
        expect(text, failure.error).not.toBe(failureTexts[language]['failure.other']);
        expect(text, failure.error).not.toMatch(/[{}]/);
      }
  });
});
