import { nextWeekEnd, type Dismissal } from '../../settings/dismissals.ts';
import { pauseEnd, type Settings } from '../../settings/settings.ts';

/** Milliseconds waited for at a stretch: timers count no further than 24 days, and a stored time may be any. */
const LONGEST_WAIT = 24 * 60 * 60 * 1000;

/** Notices in an open page when a pause or a quiet week is over: nothing is stored then that would tell us. */
export class Ends {
  readonly #onEnd: () => void;
  #at = Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param doc - when it is shown again the clock is looked at: timers stand still while a device sleeps
   * @param signal - ends the waiting
   */
  constructor(doc: Document, signal: AbortSignal, onEnd: () => void) {
    this.#onEnd = onEnd;
    doc.addEventListener('visibilitychange', () => this.#look(), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  /** Waits for the next end among these in place of what was waited for before. */
  watch(settings: Settings, dismissals: readonly Dismissal[], host: string): void {
    const now = Date.now();
    this.#at = Math.min(pauseEnd(settings, now), nextWeekEnd(dismissals, host, now));
    this.#wait(now);
  }

  #wait(now: number): void {
    clearTimeout(this.#timer);
    if (this.#at === Infinity) return;
    this.#timer = setTimeout(() => this.#look(), Math.min(this.#at - now, LONGEST_WAIT));
  }

  #look(): void {
    const now = Date.now();
    if (now < this.#at) return this.#wait(now);
    this.#at = Infinity;
    this.#onEnd();
  }
}
