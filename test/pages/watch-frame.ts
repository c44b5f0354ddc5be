import { siteFor } from '../../core/ruleset/site-for.ts';
import { rangesFor } from '../../page/ranges.ts';
import { type ReadItem } from '../../page/read-item.ts';
import { shownPart } from '../../page/shown-part.ts';
import { watchPage } from '../../page/watch.ts';
import { type PageView } from '../../page/watch-events.ts';

/** Runs in the isolated world of a test page: watches it and keeps a log that the test reads. */
export interface LogEntry {
  readonly event: 'added' | 'changed' | 'removed';
  readonly role: string;
  readonly text: string;
  readonly author?: string;
  readonly permalink?: string;
  readonly thread?: string;
}

let watching: ReturnType<typeof watchPage> | undefined;
let log: LogEntry[] = [];
let views: PageView[] = [];
const failures: string[] = [];
const navigations: string[] = [];
const items = new Set<ReadItem>();
const refs: WeakRef<Element>[] = [];

export function start(rawSites: readonly unknown[], settle: number): void {
  const note = (event: LogEntry['event'], { role, text, author, permalink, thread }: ReadItem) =>
    void log.push({ event, role, text, author, permalink, thread });
  watching = watchPage({
    document,
    site: siteFor(rawSites, location.hostname),
    settle,
    events: {
      added(item) {
        items.add(item);
        refs.push(new WeakRef(item.element));
        note('added', item);
      },
      changed(item, previous) {
        items.delete(previous);
        items.add(item);
        note('changed', item);
      },
      removed(item) {
        items.delete(item);
        note('removed', item);
      },
      navigated: (url) => void navigations.push(url),
      viewed: (view) => void views.push(view),
      failed: (where, error) => void failures.push(`${where}: ${String(error)}`),
    },
  });
}

export function takeLog(): LogEntry[] {
  const taken = log;
  log = [];
  return taken;
}

export function takeViews(): PageView[] {
  const taken = views;
  views = [];
  return taken;
}

export function state() {
  return { size: watching?.size ?? 0, cost: watching?.cost, failures, navigations, alive: refs.filter((ref) => ref.deref()).length };
}

/** The texts that the ranges of `part` cover, in the item that contains it. */
export function rangeTexts(part: string): string[] {
  const item = [...items].find((one) => one.text.includes(part));
  if (!item) return [];
  const start = item.text.indexOf(part);
  return rangesFor(item, start, start + part.length).map((range) => range.toString());
}

/** What is drawn of the item that contains `part`; null where all of it is, or nothing. */
export function shownText(part: string): string | null | undefined {
  const item = [...items].find((one) => one.text.includes(part));
  return item && (shownPart(item)?.text ?? null);
}

/** The raw text around `words` of what is drawn of the item that contains `part`. */
export function rawAround(part: string, words: string): string | undefined {
  const item = [...items].find((one) => one.text.includes(part));
  const shown = item && shownPart(item);
  if (!shown) return undefined;
  const start = shown.text.indexOf(words);
  return item.text.slice(...shown.rawSpan(start, start + words.length));
}

/** Keys of the items on the page, in the order they were read. */
export function keys(): string[] {
  return (watching?.items() ?? []).map((item) => item.key);
}

/** As if the page's tab were hidden, or shown again. */
export function setHidden(isHidden: boolean): void {
  Object.defineProperty(Document.prototype, 'hidden', { get: () => isHidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

export function stop(): void {
  watching?.stop();
}
