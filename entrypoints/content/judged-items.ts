import type { Ruleset } from '../../core/ruleset/ruleset.ts';
import type { ReadItem } from '../../page/read-item.ts';
import type { Dismissal } from '../../settings/dismissals.ts';
import type { Settings } from '../../settings/settings.ts';
import { isShown, isTold, judge, quietBy, shortKey, type Judged } from './judged.ts';

/** Milliseconds a danmaku that has left is remembered, for the notice in the corner and its card. */
const LEFT_MS = 60_000;

/** The items of one page by key, each with what was found about it; and danmaku that left a moment ago. */
export class JudgedItems {
  readonly #host: string;
  readonly #here = new Map<string, Judged>();
  /** Danmaku that have left while their notice still stands: a card can be opened and used all the same. */
  readonly #left = new Map<string, Judged>();

  /** @param host - of the page, which dismissals may be bound to */
  constructor(host: string) {
    this.#host = host;
  }

  get size(): number {
    return this.#here.size;
  }

  /** Judges an item, new or changed. When it was first seen stays. */
  judge(item: ReadItem, ruleset: Ruleset, dismissals: readonly Dismissal[], now: number): void {
    const judged = judge(item, ruleset, this.#here.get(item.key)?.firstSeen ?? now);
    this.#here.set(item.key, { ...judged, quiet: quietBy(judged, this.#host, dismissals, now) });
  }

  /** Other dismissals: nothing is judged again. */
  applyDismissals(list: readonly Dismissal[], now: number): void {
    for (const [key, one] of this.#here)
      this.#here.set(key, { ...one, quiet: quietBy(one, this.#host, list, now) });
  }

  /** An item of the page. */
  here(key: string): Judged | undefined {
    return this.#here.get(key);
  }

  /** An item of the page, or a danmaku that has just left. */
  known(key: string): Judged | undefined {
    return this.#here.get(key) ?? this.#left.get(key);
  }

  /** Key of the item that messages name so. */
  keyOf(short: string): string | undefined {
    return this.#here.keys().find((key) => shortKey(key) === short);
  }

  all(): Iterable<Judged> {
    return this.#here.values();
  }

  /** Those that get a marker, in the order they were read. */
  shown(settings: Settings): Judged[] {
    return [...this.#here.values()].filter((one) => isShown(one, settings));
  }

  /** How many get no marker only because the reader asked to hear no more of them. */
  quieted(settings: Settings): number {
    return [...this.#here.values()].filter((one) => one.quiet && isTold(one, settings)).length;
  }

  /**
   * An item has left the page.
   *
   * @returns true when it can still be spoken of: danmaku fly off while their notice stands
   */
  remove(key: string, settings: Settings): boolean {
    const judged = this.#here.get(key);
    this.#here.delete(key);
    if (judged?.item.role !== 'danmaku' || !isShown(judged, settings)) return false;
    this.#left.set(key, judged);
    setTimeout(() => this.#left.delete(key), LEFT_MS);
    return true;
  }

  clear(): void {
    this.#here.clear();
    this.#left.clear();
  }
}
