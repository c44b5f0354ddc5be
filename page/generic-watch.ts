import { native } from './native.ts';
import { GENERIC, readGeneric } from './generic-reader.ts';
import { IdleWork } from './idle-work.ts';
import { LiveItems } from './live-items.ts';
import { watchNavigation } from './navigation.ts';
import { type WatchEvents, type Watching } from './watch-events.ts';

/** The whole page is read again at most so often, ms: of an unknown site it is not known which changes matter. */
const PAUSE = 1500;
const FIRST = 300;

/** Watches a page of which nothing is known. */
export class GenericWatch implements Watching {
  readonly #document: Document;
  readonly #events: WatchEvents;
  readonly #url: () => string;
  readonly #live: LiveItems;
  readonly #work: IdleWork;
  readonly #observer: MutationObserver;
  readonly #end = new AbortController();
  #timer = 0;
  #told = '';

  constructor({ document, events, url }: { document: Document; events: WatchEvents; url?: () => string }) {
    this.#document = document;
    this.#events = events;
    this.#url = url ?? (() => document.location.href);
    this.#live = new LiveItems(events);
    const window = native(document, 'defaultView')!;
    this.#work = new IdleWork(window, () => this.#readAll(), this.#end.signal);
    this.#observer = new MutationObserver(() => this.#later(PAUSE));
    this.#observer.observe(document, { childList: true, subtree: true, characterData: true });
    watchNavigation(window, this.#url, (now) => this.#navigated(now), this.#end.signal);
    this.#later(FIRST);
  }

  get size(): number {
    return this.#live.size;
  }

  get cost() {
    return this.#work.cost;
  }

  items() {
    return this.#live.values();
  }

  stop(): void {
    this.#end.abort();
    this.#observer.disconnect();
    native(this.#document, 'defaultView')?.clearTimeout(this.#timer);
    this.#live.clear();
  }

  #navigated(url: string): void {
    this.#events.navigated?.(url);
    this.#later(FIRST);
  }

  #later(delay: number): void {
    if (this.#timer !== 0) return;
    this.#timer = native(this.#document, 'defaultView')!.setTimeout(() => {
      this.#timer = 0;
      this.#work.schedule();
    }, delay);
  }

  #readAll(): boolean {
    const url = this.#url();
    try {
      const items = readGeneric(this.#document, url);
      const now = new Set(items.map((item) => item.element));
      for (const element of this.#live.elements()) if (!now.has(element)) this.#live.remove(element);
      for (const item of items) this.#live.set(item.element, item);
      if (this.#told !== url) {
        this.#told = url;
        this.#events.viewed?.({
          site: GENERIC,
          kind: 'unknown',
          found: 0,
          generic: items.length,
          wall: false,
          suspect: false,
        });
      }
    } catch (error) {
      this.#events.failed?.(GENERIC, error);
    }
    return false;
  }
}
