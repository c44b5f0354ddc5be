import { describe, expect, it } from 'vitest';
import {
  compileGuidance,
  GuidanceLine,
  guidanceFor,
  readGuidanceBook,
} from '../../../core/ruleset/guidance-format.ts';
import { CATEGORIES } from '../../../core/verdict.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const folder = resolve(import.meta.dirname, '../../../rules/guidance');
const files = () =>
  new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [name, parse(readFileSync(join(folder, name), 'utf8')) as never]),
  );
const book = () => {
  const compiled = compileGuidance(files());
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.mistakes));
  return compiled.value;
};

describe('guidance', () => {
  it('has an own entry for every category', () => {
    for (const category of CATEGORIES)
      if (category !== 'none') expect(guidanceFor(book(), category, 'danger')?.id).toBe(category);
    expect(guidanceFor(book(), 'credit_repair', 'topic')?.id).toBe('topic');
    expect(guidanceFor(book(), 'none', 'caution')?.id).toBe('topic');
  });

  it('words every unverified fact as such', () => {
    const text = { 'zh-CN': '20 日内答复。', 'zh-TW': '20 日內答覆。', en: 'Within 20 days.' };
    expect(GuidanceLine.safeParse({ text, claim: { source: 'x-y', verified: false } }).success).toBe(false);
    expect(GuidanceLine.safeParse({ text, claim: { source: 'x-y', verified: true } }).success).toBe(true);
  });

  it('calls only those channels verified whose number and purpose somebody has seen published', () => {
    const verified = book().channels.filter((channel) => channel.verified);
    expect(verified.map(({ id }) => id)).toEqual([
      'bank',
      'insurer',
      '12378',
      '12363',
      'mediation',
      'credit-china',
    ]);
  });

  it('lists all mistakes of all files at once', () => {
    const broken = files() as Map<string, Record<string, unknown>>;
    broken.set('recruit.yaml', { ...broken.get('recruit.yaml'), free: [], channels: ['nowhere'] });
    broken.set('topic.yaml', { ...broken.get('topic.yaml'), channels: ['nowhere'] });
    broken.delete('lawful.yaml');
    const compiled = compileGuidance(broken);
    expect(compiled.ok).toBe(false);
    expect(compiled.ok ? [] : compiled.mistakes.map((mistake) => mistake.file).sort()).toEqual([
      'lawful.yaml',
      'recruit.yaml',
      'topic.yaml',
    ]);
  });

  it('is read by clients with what is unknown or broken left out, one by one', () => {
    const raw = JSON.parse(JSON.stringify(book())) as { guidance: Record<string, unknown>[] };
    const total = raw.guidance.length;
    raw.guidance[0]!['later'] = { key: 1 };
    raw.guidance[1] = { id: 'broken' };
    const read = readGuidanceBook(raw)!;
    expect(read.guidance).toHaveLength(total - 1);
    expect(readGuidanceBook(undefined)).toBeUndefined();
    expect(readGuidanceBook({ guidance: 'x' })).toBeUndefined();
  });
});
