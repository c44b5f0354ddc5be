import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AskedMarks } from '../../../entrypoints/content/asked-marks.ts';
import type { Judged } from '../../../entrypoints/content/judged.ts';
import { JudgingQueue } from '../../../entrypoints/content/judging-queue.ts';
import type { ReadItem } from '../../../page/read-item.ts';

const item = (key: string, text = key): ReadItem => ({ key, text }) as ReadItem;

describe('the queue of items to judge', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A queue whose items take `ms` each, with what was done in order. */
  function queueOf(ms: number, isReady = () => true) {
    const done: string[] = [];
    const queue = new JudgingQueue({
      isReady,
      judge: ({ text }) => {
        done.push(text);
        vi.advanceTimersByTime(ms);
      },
      paused: (more) => done.push(more ? '…' : '.'),
    });
    return { queue, done };
  }

  it('judges an item that changed while it waited once, as it is now', () => {
    const { queue, done } = queueOf(0);
    queue.add([item('a', 'old'), item('b')]);
    queue.add([item('a', 'new')]);
    vi.runAllTimers();
    expect(done).toEqual(['new', 'b', '.']);
  });

  it('lets the page have its turn when a stretch has been long enough', () => {
    const { queue, done } = queueOf(6);
    queue.add(['a', 'b', 'c', 'd', 'e'].map((key) => item(key)));
    vi.runAllTimers();
    expect(done.filter((one) => one !== '…')).toEqual(['a', 'b', 'c', 'd', 'e', '.']);
    expect(done).toContain('…');
  });

  it('does not judge what left the page, nor anything without rules', () => {
    const left = queueOf(0);
    left.queue.add([item('a'), item('b')]);
    left.queue.drop('a');
    const idle = queueOf(0, () => false);
    idle.queue.add([item('a')]);
    vi.runAllTimers();
    expect(left.done).toEqual(['b', '.']);
    expect(idle.done).toEqual(['.']);
  });
});

describe('what marks were asked to show', () => {
  const judged = { item: item('a') } as Judged;
  const full = { compact: false, repeats: 1 };

  it('is asked for again only when it is something else', () => {
    const asked = new AskedMarks();
    expect(asked.ask(judged, full)).toBe(true);
    expect(asked.ask(judged, { ...full })).toBe(false);
    expect(asked.ask(judged, { ...full, repeats: 2 })).toBe(true);
    expect(asked.ask({ ...judged }, { ...full, repeats: 2 })).toBe(true);
  });

  it('is asked for anew once the mark is gone', () => {
    const asked = new AskedMarks();
    asked.ask(judged, full);
    asked.forget('a');
    expect(asked.ask(judged, full)).toBe(true);
    asked.clear();
    expect(asked.ask(judged, full)).toBe(true);
  });
});
