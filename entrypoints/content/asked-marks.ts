import type { Judged, MarkerLayout } from './judged.ts';

/** What each mark was last asked to show. Asking again for the same would cost a drawing each. */
export class AskedMarks {
  readonly #asked = new Map<string, MarkerLayout & { readonly judged: Judged }>();

  /** Notes what a mark is asked for; false when it was the same the last time. */
  ask(judged: Judged, { compact, repeats }: MarkerLayout): boolean {
    const { key } = judged.item;
    const last = this.#asked.get(key);
    if (last?.judged === judged && last.compact === compact && last.repeats === repeats) return false;
    this.#asked.set(key, { judged, compact, repeats });
    return true;
  }

  /** The mark of an item is gone, or may be. */
  forget(key: string): void {
    this.#asked.delete(key);
  }

  /** All marks are asked for anew. */
  clear(): void {
    this.#asked.clear();
  }
}
