/** A signal as the judge sees it. */
export interface SignalEntry {
  /** `group/signal` or `rule/signal`. */
  readonly id: string;
  readonly owner: string;
  readonly kind: number;
  /** Index into CATEGORIES, or -1. */
  readonly category: number;
  readonly meaning: string;
  /** Stance it makes (bit), 0 for none. */
  readonly makes: number;
  readonly direction: 'after' | 'before' | 'both' | 'item' | undefined;
  readonly reach: number;
  readonly domain: boolean;
}
