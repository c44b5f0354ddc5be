import { native } from './native.ts';

/** Longest stretch of work at once, ms: half a frame at 60 Hz, so that scrolling stays smooth. */
const SLICE = 8;
/** Work waits for an idle moment no longer than this, ms. */
const PATIENCE = 300;

/**
 * Runs work in idle slices of at most {@link SLICE} ms.
 *
 * `step` does one small piece and says whether there is more. Nothing runs while the page is hidden; it goes on when it is shown.
 */
export class IdleWork {
  readonly #window: Window;
  readonly #step: () => boolean;
  readonly #slices: { longest: number; total: number; count: number } = { longest: 0, total: 0, count: 0 };
  #scheduled = false;
  #stopped = false;

  constructor(window: Window, step: () => boolean, signal: AbortSignal) {
    this.#window = window;
    this.#step = step;
    native(window.document, 'addEventListener')('visibilitychange', () => this.schedule(), { signal });
    signal.addEventListener('abort', () => (this.#stopped = true));
  }

  /** What the work has cost so far, ms; for tests and the options page. */
  get cost(): Readonly<{ longest: number; total: number; count: number }> {
    return this.#slices;
  }

  /** True where nothing waits to be done. */
  get isIdle(): boolean {
    return !this.#scheduled;
  }

  schedule(): void {
    if (this.#scheduled || this.#stopped || native(this.#window.document, 'hidden')) return;
    this.#scheduled = true;
    this.#afterFrame(() => {
      const run = () => this.#run();
      if ('requestIdleCallback' in this.#window) this.#window.requestIdleCallback(run, { timeout: PATIENCE });
      else (this.#window as Window).setTimeout(run, 30);
    });
  }

  /** After the browser has laid out the frame with the change: asking for boxes then costs no layout of our own. */
  #afterFrame(run: () => void): void {
    let isDone = false;
    const once = () => {
      if (isDone) return;
      isDone = true;
      run();
    };
    this.#window.requestAnimationFrame(() => once());
    // Covered windows get no frames.
    this.#window.setTimeout(once, PATIENCE);
  }

  #run(): void {
    this.#scheduled = false;
    if (this.#stopped || native(this.#window.document, 'hidden')) return;
    const start = performance.now();
    let more = true;
    while (more && performance.now() - start < SLICE) more = this.#step();
    const spent = performance.now() - start;
    this.#slices.longest = Math.max(this.#slices.longest, spent);
    this.#slices.total += spent;
    this.#slices.count += 1;
    if (more) this.schedule();
  }
}
