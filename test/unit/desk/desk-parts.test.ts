import { describe, expect, it } from 'vitest';
import { commandOf, DESK_KEYS } from '../../../components/desk/desk-keys.ts';
import { readyReasons, reasonFor } from '../../../components/desk/ready-reasons.ts';
import { paletteTarget } from '../../../components/desk/palette-target.ts';
import { callPort, serveCalls } from '../../../entrypoints/desk/rpc.ts';
import { deskTexts } from '../../../locales/desk.ts';
import { LANGUAGES, translator } from '../../../locales/translate.ts';
import { DECISION_STATES } from '../../../reports/event-format.ts';

const press = (key: string, change: Partial<Parameters<typeof commandOf>[0]> = {}) =>
  commandOf({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    isComposing: false,
    typing: false,
    ...change,
  });

describe('keys of the desk', () => {
  it('have one command each and a name in the help', () => {
    expect(new Set(DESK_KEYS.map((one) => one.key)).size).toBe(DESK_KEYS.length);
    for (const { command } of DESK_KEYS) expect(deskTexts['zh-CN']).toHaveProperty([`key.${command}`]);
  });
  it('work without a mouse, and rest while somebody types or composes Chinese', () => {
    expect(press('c')).toBe('confirm');
    expect(press('c', { typing: true })).toBeNull();
    expect(press('c', { isComposing: true })).toBeNull();
    expect(press('c', { ctrlKey: true })).toBeNull();
  });
  it('opens the palette from anywhere', () => {
    expect(press('k', { ctrlKey: true, typing: true })).toBe('palette');
    expect(press('K', { metaKey: true })).toBe('palette');
  });
});

describe('ready reasons', () => {
  it('are there for every outcome, whatever the reports claim', () => {
    for (const claim of ['lure', 'honest'] as const)
      for (const state of DECISION_STATES) expect(readyReasons(state, claim), state).not.toEqual([]);
  });
  it('of a false alarm say the reverse of those of a report', () => {
    for (const language of LANGUAGES) {
      const words = (state: 'confirmed' | 'rejected', claim: 'lure' | 'honest') =>
        readyReasons(state, claim).map((key) => deskTexts[language][key]);
      for (const state of ['confirmed', 'rejected'] as const)
        expect(words(state, 'honest').filter((one) => words(state, 'lure').includes(one))).toEqual([]);
      const marked = { 'zh-CN': '没有标错', 'zh-TW': '沒有標錯', en: 'Marked rightly' }[language];
      expect(words('rejected', 'honest').every((one) => one.startsWith(marked))).toBe(true);
      expect(words('confirmed', 'honest').some((one) => one.startsWith(marked))).toBe(false);
    }
  });
});

describe('a reason when the outcome changes', () => {
  const t = translator(deskTexts, 'zh-CN');
  const [first, second] = readyReasons('confirmed', 'lure').map((key) => t(key)) as [string, string];
  it('gives way where it is a ready one of another outcome', () => {
    expect(reasonFor(first, 'rejected', 'lure', t)).toBe(t('reason.rejected.1'));
    expect(reasonFor(first, 'confirmed', 'honest', t)).toBe(t('reason.honest.confirmed.1'));
  });
  it('stays where it fits, where it is in words of one’s own, and where there is none', () => {
    expect(reasonFor(second, 'confirmed', 'lure', t)).toBe(second);
    expect(reasonFor(`${first}，还收押金`, 'rejected', 'lure', t)).toBe(`${first}，还收押金`);
    expect(reasonFor('', 'rejected', 'lure', t)).toBe('');
  });
});

describe('palette', () => {
  it('takes a pasted link for the thing it shows, without trackers', () => {
    expect(
      paletteTarget('https://www.xiaohongshu.com/explore/65f0c0de000000000000dec0?xsec_token=AB'),
    ).toMatchObject({
      kind: 'link',
      filter: { text: 'https://www.xiaohongshu.com/explore/65f0c0de000000000000dec0' },
    });
  });
  it('takes handles as people paste them', () => {
    expect(paletteTarget('微信号：zs8821xy')).toMatchObject({ kind: 'handle', filter: { text: 'zs8821xy' } });
    expect(paletteTarget('138 1234 5678')).toMatchObject({ kind: 'handle', filter: { text: '13812345678' } });
    expect(paletteTarget('+86 138-1234-5678')).toMatchObject({
      kind: 'handle',
      filter: { text: '13812345678' },
    });
  });
  it('opens a subject by its key and searches for all else, also among snoozed and muted', () => {
    expect(paletteTarget('item:douyin:https://www.douyin.com/video/73#c=1')?.kind).toBe('subject');
    expect(paletteTarget('停息挂账')).toEqual({
      kind: 'search',
      filter: { text: '停息挂账', snoozed: true, muted: true },
    });
    expect(paletteTarget('   ')).toBeNull();
  });
});

describe('calls to the worker', () => {
  it('answer out of order, report progress and carry errors', async () => {
    const { port1, port2 } = new MessageChannel();
    const port = (one: MessagePort) => ({
      postMessage: (message: unknown) => one.postMessage(message),
      addEventListener: (type: string, listener: (event: MessageEvent) => void) => {
        if (type === 'message') one.onmessage = listener;
      },
    });
    serveCalls(port(port1), {
      slow: async (ms: number, onProgress: (part: number) => void) => {
        onProgress(1);
        await new Promise((done) => setTimeout(done, ms));
        return ms;
      },
      bad: () => {
        throw new Error('no');
      },
    });
    const call = callPort(port(port2));
    const seen: number[] = [];
    const slow = call('slow', [30], (part: number) => seen.push(part));
    expect(await call('slow', [0])).toBe(0);
    await expect(call('bad', [])).rejects.toThrow('no');
    await expect(call('unknown', [])).rejects.toThrow('no function unknown');
    expect(await slow).toBe(30);
    expect(seen).toEqual([1]);
    port1.close();
    port2.close();
  });
  it('end with an error when the worker fails, and at once when it never started', async () => {
    const worker = new EventTarget();
    const call = callPort(Object.assign(worker, { postMessage: () => undefined }) as never);
    const waiting = call('open', []);
    worker.dispatchEvent(Object.assign(new Event('error'), { message: 'no memory' }));
    await expect(waiting).rejects.toThrow('no memory');
    await expect(call('overview', [])).rejects.toThrow('no memory');
  });
});
