import { type ReadItem } from './read-item.ts';

/** What the reading of one page view came to; the caller counts views before it calls a description stale. */
export interface PageView {
  readonly site: string;
  /** Page kind of the description, or `unknown` where no pattern fits the URL. */
  readonly kind: string;
  /** Items that the description found. */
  readonly found: number;
  /** Items that the generic reader found where the description found none, or no comments. */
  readonly generic: number;
  /** A shell, a login wall or a captcha: finding nothing is right. */
  readonly wall: boolean;
  /** The description found nothing where its page kind always has items. */
  readonly suspect: boolean;
  /** Only where this kind of page can have comments: found by the description, or `missing` there and found by the generic reader. */
  readonly comments?: 'found' | 'missing';
}

/** Callbacks of `watchPage`. Each item is told once: when it appears, when its text or surroundings change, when it leaves. */
export interface WatchEvents {
  added(item: ReadItem): void;
  /** Same identity, other text, thread or author. */
  changed(item: ReadItem, previous: ReadItem): void;
  removed(item: ReadItem): void;
  /** The site navigated without loading, or the query changed. Items of the former page leave later, once the new one is read. */
  navigated?(url: string): void;
  /** Once per page view, when the page has settled. */
  viewed?(view: PageView): void;
  /** A crash in one description: it is skipped, the rest goes on. */
  failed?(where: string, error: unknown): void;
}

export interface Watching {
  /** Items on the page now. */
  readonly size: number;
  items(): ReadItem[];
  /** Stops for good and lets everything go. */
  stop(): void;
}
