import { native } from './native.ts';

/** How often work that is still going on when a page view should have settled is waited for, and how long each time, ms. */
const MOST_BUSY = 20;
const BUSY_PAUSE = 250;

interface SettlingOptions {
  readonly document: Document;
  /** Milliseconds of being shown after which a page view counts as settled. */
  readonly after: number;
  readonly later: (delay: number, run: () => void) => () => void;
  readonly isBusy: () => boolean;
  readonly settled: () => void;
  readonly signal: AbortSignal;
}

/**
 * Tells once per page view when its loading is over. Only time in which the page is shown counts: a tab that waits in the background reads
 * nothing, and sites load their lists when they are shown.
 */
export class Settling {
  readonly #options: SettlingOptions;
  #cancel: (() => void) | undefined;
  #told = false;

  constructor(options: SettlingOptions) {
    this.#options = options;
    native(options.document, 'addEventListener')('visibilitychange', () => this.#wait(), {
      signal: options.signal,
    });
    this.restart();
  }

  /** A new page view begins. */
  restart(): void {
    this.#told = false;
    this.#wait();
  }

  #wait(): void {
    this.#cancel?.();
    const { document, after, later } = this.#options;
    if (this.#told || native(document, 'hidden')) return;
    this.#cancel = later(after, () => this.#tell(0));
  }

  #tell(tries: number): void {
    const { isBusy, later, settled } = this.#options;
    if (isBusy() && tries < MOST_BUSY) {
      this.#cancel = later(BUSY_PAUSE, () => this.#tell(tries + 1));
      return;
    }
    this.#told = true;
    settled();
  }
}
