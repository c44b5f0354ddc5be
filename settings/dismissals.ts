import { z } from 'zod';

/**
 * How far a dismissal reaches. `item`: this text, until its words change. `author`: all of this author on this site.
 * `site`: everything on this host. `week`: everything on this host for seven days.
 */
const SCOPES = ['item', 'author', 'site', 'week'] as const;

export const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** Oldest dismissals of single items are dropped beyond this number. */
export const MAX_DISMISSALS = 5000;

export const Dismissal = z.object({
  id: z.string().min(1).max(64),
  scope: z.enum(SCOPES),
  host: z.string().max(255),
  /** Hash of the item's text, see `contentHash`. Set for scope `item`. */
  content: z.string().max(32).optional(),
  /** Name of the author. Set for scope `author`. */
  author: z.string().max(200).optional(),
  /** First words of the item, so that the reader recognises it in the list. Stays on the device. */
  label: z.string().max(80),
  /** True for "this is no scam": also offered as a report of a false alarm. */
  falseAlarm: z.boolean(),
  /** Epoch milliseconds. */
  createdAt: z.number(),
});
export type Dismissal = z.infer<typeof Dismissal>;

/** What of an item decides whether it is dismissed. */
interface DismissalSubject {
  readonly host: string;
  readonly content: string;
  readonly author?: string | undefined;
}

/** The dismissal that covers an item at `now` (epoch milliseconds), if any. */
export function findDismissal(
  list: readonly Dismissal[],
  subject: DismissalSubject,
  now: number,
): Dismissal | undefined {
  return list.find((d) => {
    if (d.host !== subject.host) return false;
    switch (d.scope) {
      case 'item':
        return d.content === subject.content;
      case 'author':
        return d.author !== undefined && d.author === subject.author;
      case 'site':
      case 'week':
        return now < endOf(d);
    }
  });
}

/** The dismissals that keep all of a host quiet at `now` (epoch milliseconds). */
export function siteDismissals(list: readonly Dismissal[], host: string, now: number): Dismissal[] {
  return list.filter((d) => (d.scope === 'site' || d.scope === 'week') && d.host === host && now < endOf(d));
}

/** Epoch milliseconds at which a dismissal ends by itself; `Infinity` where it does not. */
export function endOf({ scope, createdAt }: Dismissal): number {
  return scope === 'week' ? createdAt + WEEK_MS : Infinity;
}

/** When the next quiet week of a host ends, epoch milliseconds; `Infinity` where none runs. */
export function nextWeekEnd(list: readonly Dismissal[], host: string, now: number): number {
  return Math.min(...siteDismissals(list, host, now).map(endOf));
}

/** Adds a dismissal, drops ended weeks, and the oldest single items beyond the limit. */
export function addDismissal(list: readonly Dismissal[], added: Dismissal, now: number): Dismissal[] {
  const kept = list.filter((d) => d.id !== added.id && now < endOf(d));
  const next = [...kept, added];
  while (next.length > MAX_DISMISSALS) {
    const oldestItem = next.findIndex((d) => d.scope === 'item');
    next.splice(oldestItem === -1 ? 0 : oldestItem, 1);
  }
  return next;
}

/** Reads a stored list; entries that cannot be read are left out, the others stay. */
export function readDismissals(stored: unknown): Dismissal[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry) => {
    const read = Dismissal.safeParse(entry);
    return read.success ? [read.data] : [];
  });
}

/**
 * A short hash of an item's words, for "warn again only when the content changes". Blanks do not count: sites reflow them.
 * 53 bits (cyrb53, public domain): a mark to compare by, not a proof.
 */
export function contentHash(text: string): string {
  let h1 = 0xdeadbeef;
  let h2 = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c <= 0x20 || c === 0x3000 || c === 0xa0) continue;
    h1 = Math.imul(h1 ^ c, 2654435761);
    h2 = Math.imul(h2 ^ c, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return (4294967296 * (2097151 & h2) + (h1 >>> 0)).toString(36);
}
