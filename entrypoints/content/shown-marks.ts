import { isWarning } from '../../core/verdict.ts';
import { overlayTexts } from '../../locales/overlay.ts';
import { translator, type Language } from '../../locales/translate.ts';
import type { Settings } from '../../settings/settings.ts';
import { AskedMarks } from './asked-marks.ts';
import { FULL_MARKER, isCoverable, layOut, type MarkerLayout } from './judged.ts';
import type { JudgedItems } from './judged-items.ts';
import type { View } from './overlay-view.tsx';

/** Brings the marks of a page in line with what is known of its items, and tells the screen reader of new warnings. */
export class ShownMarks {
  readonly #asked = new AskedMarks();
  #layout = new Map<string, MarkerLayout>();
  /** How many warnings the screen reader was told of. */
  #announced = 0;
  /** When the marks were last brought in line, as `performance.now()`. */
  #at = 0;

  /** Milliseconds since the marks were last brought in line. */
  get age(): number {
    return performance.now() - this.#at;
  }

  layout(key: string): MarkerLayout {
    return this.#layout.get(key) ?? FULL_MARKER;
  }

  /** Goes through all items; only what changed since the last time is drawn. */
  update(view: View, items: JudgedItems, settings: Settings, language: Language): void {
    this.#at = performance.now();
    const shown = items.shown(settings);
    this.#layout = layOut(shown);
    const keys = new Set(shown.map(({ item }) => item.key));
    for (const { item } of items.all()) {
      if (keys.has(item.key)) continue;
      this.#asked.forget(item.key);
      if (view.cardIsAt(item.key)) view.closeCard();
      view.marks.drop(item.key);
    }
    for (const one of shown) {
      if (!this.#asked.ask(one, this.#layout.get(one.item.key)!)) continue;
      view.marks.put({
        item: one.item,
        level: one.verdict.level,
        spans: one.verdict.reasons.map(({ start, end }) => [start, end] as const),
        cover: isCoverable(one, settings),
      });
      view.refreshCard(one);
    }
    const warned = shown.filter((one) => isWarning(one.verdict.level)).length;
    if (warned > this.#announced)
      view.announce(translator(overlayTexts, language)('live.found', { count: warned }));
    this.#announced = warned;
  }

  /** The mark of an item is gone, or may be. */
  forget(key: string): void {
    this.#asked.forget(key);
  }

  /** The settings changed how marks look: all are asked for anew. */
  redraw(): void {
    this.#asked.clear();
  }

  /** All marks are gone, and with them what was told. */
  reset(): void {
    this.#asked.clear();
    this.#announced = 0;
  }
}
