import { type Steps } from '../core/steps.ts';
import { type LiveItems } from './live-items.ts';
import { type ReadItem } from './read-item.ts';
import { type Fallback, isComment } from './read-page.ts';
import { type PageView } from './watch-events.ts';

/** What the generic reader reads in place of the description is read again at most so often, ms. */
const PAUSE = 1500;

interface FallbackOptions {
  readonly live: LiveItems;
  /** Begins a reading; `found` are the items of the description. */
  readonly read: (found: readonly ReadItem[]) => Steps<Fallback>;
  readonly schedule: () => void;
  readonly later: (delay: number, run: () => void) => unknown;
  /** Once per page view. */
  readonly viewed: (view: PageView) => void;
}

/** What the generic reader reads on a described site, where the description found nothing, or no comments. */
export class FallbackReading {
  readonly #options: FallbackOptions;
  #elements = new Set<Element>();
  #steps: Steps<Fallback> | undefined;
  #isBesidePost = false;
  #isDue = false;
  #isViewed = false;

  constructor(options: FallbackOptions) {
    this.#options = options;
  }

  has(element: Element): boolean {
    return this.#elements.has(element);
  }

  /** Reads what is missing now, and tells of the page view when that has not been done. */
  start(): void {
    const { live, read, schedule } = this.#options;
    this.#steps = read(live.values().filter((item) => !this.#elements.has(item.element)));
    schedule();
  }

  /** The page has changed: read again in a moment, where there is something to read in this way. */
  changed(): void {
    if (this.#isDue || this.#elements.size === 0) return;
    this.#isDue = true;
    this.#options.later(PAUSE, () => {
      this.#isDue = false;
      if (this.#elements.size > 0) this.start();
    });
  }

  /** One small piece of work; true where there is more. */
  step(): boolean {
    const steps = this.#steps;
    if (!steps) return false;
    // A reading that crashes is over.
    this.#steps = undefined;
    const step = steps.next();
    if (step.done) this.#take(step.value);
    else this.#steps = steps;
    return !step.done;
  }

  /** The description found an item. True where that ends the fallback: beside a post it reads comments alone, else everything. */
  isCoveredBy(item: ReadItem): boolean {
    return this.#elements.size > 0 && (!this.#isBesidePost || isComment(item));
  }

  /** Lets go of everything; the next page view is told again. */
  clear(): void {
    this.#steps = undefined;
    this.#isViewed = false;
    for (const element of this.#elements) this.#options.live.remove(element);
    this.#elements.clear();
  }

  #take({ items, view }: Fallback): void {
    const { live, viewed } = this.#options;
    const now = new Set(items.map((item) => item.element));
    for (const element of this.#elements) if (!now.has(element)) live.remove(element);
    this.#elements = now;
    this.#isBesidePost = view.comments === 'missing';
    for (const item of items) live.set(item.element, item);
    if (this.#isViewed) return;
    this.#isViewed = true;
    viewed(view);
  }
}
