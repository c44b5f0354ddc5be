import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRightOfWay } from '../../../entrypoints/desk/right-of-way.ts';

describe('the right of way', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Milliseconds until the work behind may go on. */
  async function waits(way: ReturnType<typeof createRightOfWay>): Promise<number> {
    const since = performance.now();
    let at: number | null = null;
    void way.free().then(() => (at = performance.now()));
    while (at === null) await vi.advanceTimersByTimeAsync(5);
    return at - since;
  }

  it('is free at once where nobody asks, but in a task of its own', async () => {
    const way = createRightOfWay();
    let done = false;
    void way.free().then(() => (done = true));
    await Promise.resolve();
    expect(done).toBe(false);
    expect(await waits(way)).toBeLessThan(10);
  });

  it('waits for what a person waits for, and for the next question of the same click', async () => {
    const way = createRightOfWay();
    const answer = way.first(() => new Promise<string>((go) => setTimeout(() => go('answer'), 600)));
    const waited = await waits(way);
    expect(await answer).toBe('answer');
    expect(waited).toBeGreaterThanOrEqual(850);
    expect(waited).toBeLessThan(950);
    way.asked();
    expect(await waits(way)).toBeGreaterThanOrEqual(250);
  });

  it('is not held up for ever, by questions without end or an answer that never comes', async () => {
    const way = createRightOfWay();
    void way.first(() => new Promise(() => {}));
    expect(await waits(way)).toBeLessThan(4_100);
    const busy = createRightOfWay();
    const asking = setInterval(() => busy.asked(), 100);
    expect(await waits(busy)).toBeLessThan(4_100);
    clearInterval(asking);
  });

  it('is given back when the work fails', async () => {
    const way = createRightOfWay();
    await expect(way.first(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await vi.advanceTimersByTimeAsync(300);
    expect(await waits(way)).toBeLessThan(10);
  });
});
