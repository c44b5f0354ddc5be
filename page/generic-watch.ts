import { type Steps } from '../core/steps.ts';
import { readArticle } from './article-reader.ts';
import { GENERIC, readGenericInSteps } from './generic-reader.ts';
import { isConnected } from './native.ts';
import { PageWatch, type PageWatchOptions } from './page-watch.ts';
import { type ReadItem } from './read-item.ts';

/** The whole page is read again at most so often, ms: of an unknown site it is not known which changes matter. */
const PAUSE = 1500;
const FIRST = 300;
/** The article is looked for again at most so often, ms: that clones the page. */
const ARTICLE_PAUSE = 6000;

/** Watches a page of which nothing is known. */
export class GenericWatch extends PageWatch {
  #isDue = false;
  #reading: Steps<ReadItem[]> | undefined;
  #told = '';
  #article = { url: '', at: 0, items: [] as ReadItem[] };

  constructor(options: PageWatchOptions) {
    super(options);
    this.observer.observe(this.document, {
      childList: true,
      subtree: true,
      characterData: true,
      attributeFilter: ['hidden'],
    });
    this.#readAfter(FIRST);
  }

  protected note(): void {
    this.#readAfter(PAUSE);
  }

  protected navigated(url: string): void {
    this.events.navigated?.(url);
    this.#readAfter(FIRST);
  }

  #readAfter(delay: number): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.later(delay, () => {
      this.#isDue = false;
      this.#reading ??= readGenericInSteps(this.document, this.url(), () => this.#readArticle());
      this.work.schedule();
    });
  }

  protected step(): boolean {
    try {
      const step = this.#reading?.next();
      if (!step) return false;
      if (!step.done) return true;
      this.#reading = undefined;
      this.#take(step.value);
    } catch (error) {
      this.#reading = undefined;
      this.events.failed?.(GENERIC, error);
    }
    return false;
  }

  #take(items: readonly ReadItem[]): void {
    const url = this.url();
    const now = new Set(items.map((item) => item.element));
    for (const element of this.live.elements()) if (!now.has(element)) this.live.remove(element);
    for (const item of items) this.live.set(item.element, item);
    if (this.#told === url) return;
    this.#told = url;
    this.events.viewed?.({
      site: GENERIC,
      kind: 'unknown',
      found: 0,
      generic: items.length,
      wall: false,
      suspect: false,
    });
  }

  #readArticle(): ReadItem[] {
    const url = this.url();
    const { at, items } = this.#article;
    const isThere = items.every(({ element }) => isConnected(element));
    if (this.#article.url === url && isThere && performance.now() - at < ARTICLE_PAUSE) return items;
    this.#article = {
      url,
      at: performance.now(),
      items: readArticle(this.document, { site: GENERIC, url, sure: false }),
    };
    return this.#article.items;
  }
}
