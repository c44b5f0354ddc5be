import type { ReadItem } from '../../page/read-item.ts';

/** Milliseconds of judging at a stretch; then the page gets its turn. */
const STRETCH_MS = 8;

/** What a queue asks of its owner. */
interface JudgingQueueOptions {
  /** False while there are no rules to judge by. */
  isReady(): boolean;
  /** `now` in epoch milliseconds, one for all items of a stretch. */
  judge(item: ReadItem, now: number): void;
  /** A stretch is over; `more` when others wait. */
  paused(more: boolean): void;
}

/** Items that wait to be judged, by key. Judged in stretches, in the order they came. */
export class JudgingQueue {
  readonly #options: JudgingQueueOptions;
  readonly #waiting = new Map<string, ReadItem>();
  /** A stretch is on its way. */
  #running = false;

  constructor(options: JudgingQueueOptions) {
    this.#options = options;
  }

  add(items: Iterable<ReadItem>): void {
    for (const item of items) this.#waiting.set(item.key, item);
    this.#run();
  }

  drop(key: string): void {
    this.#waiting.delete(key);
  }

  clear(): void {
    this.#waiting.clear();
  }

  #run(): void {
    if (this.#running) return;
    this.#running = true;
    setTimeout(() => {
      const { isReady, judge, paused } = this.#options;
      const end = performance.now() + STRETCH_MS;
      const now = Date.now();
      for (const [key, item] of this.#waiting) {
        if (!isReady() || performance.now() > end) break;
        this.#waiting.delete(key);
        judge(item, now);
      }
      this.#running = false;
      const more = this.#waiting.size > 0 && isReady();
      paused(more);
      if (more) this.#run();
    });
  }
}
