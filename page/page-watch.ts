import { native } from './native.ts';
import { IdleWork } from './idle-work.ts';
import { LiveItems } from './live-items.ts';
import { watchNavigation } from './navigation.ts';
import { type ReadItem } from './read-item.ts';
import { type WatchEvents, type Watching } from './watch-events.ts';

export interface PageWatchOptions {
  readonly document: Document;
  readonly events: WatchEvents;
  /** The address now; default: the document's. */
  readonly url?: () => string;
}

/** What every watch has: the items that are on the page, work in idle slices, one observer, timers, an end. */
export abstract class PageWatch implements Watching {
  protected readonly document: Document;
  protected readonly window: Window;
  protected readonly events: WatchEvents;
  protected readonly url: () => string;
  protected readonly live: LiveItems;
  protected readonly work: IdleWork;
  protected readonly end = new AbortController();
  protected readonly observer: MutationObserver;
  readonly #timers = new Set<number>();

  constructor({ document, events, url }: PageWatchOptions) {
    this.document = document;
    this.window = native(document, 'defaultView')!;
    this.events = events;
    this.url = url ?? (() => document.location.href);
    this.live = new LiveItems(events);
    this.work = new IdleWork(this.window, () => this.step(), this.end.signal);
    this.observer = new MutationObserver((records) => this.note(records));
    watchNavigation(this.window, this.url, (now) => this.navigated(now), this.end.signal);
  }

  /** One small piece of work; true where there is more. */
  protected abstract step(): boolean;
  /** The observer's callback: no layout, no queries, only notes. */
  protected abstract note(records: MutationRecord[]): void;
  protected abstract navigated(url: string): void;

  get size(): number {
    return this.live.size;
  }

  get cost() {
    return this.work.cost;
  }

  items(): ReadItem[] {
    return this.live.values();
  }

  stop(): void {
    this.end.abort();
    this.observer.disconnect();
    for (const timer of this.#timers) this.window.clearTimeout(timer);
    this.live.clear();
  }

  /** Runs something later, unless the watch has ended by then. Returns what takes it back. */
  protected later(delay: number, run: () => void): () => void {
    if (this.end.signal.aborted) return () => {};
    const timer = this.window.setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, delay);
    this.#timers.add(timer);
    return () => {
      this.window.clearTimeout(timer);
      this.#timers.delete(timer);
    };
  }
}
