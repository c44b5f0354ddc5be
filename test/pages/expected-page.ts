import { type FrameResult, type PlainItem } from '../../scripts/scan-frame.ts';

type ExpectedItem = Pick<PlainItem, 'role' | 'text' | 'author' | 'authorUrl' | 'permalink' | 'thread'> & { count?: number };

/** What expected.json holds: the whole reading of a page, absent fields left out. */
export interface ExpectedPage {
  readonly url: string;
  readonly kind: string;
  readonly wall: boolean;
  readonly suspect: boolean;
  readonly items: readonly ExpectedItem[];
}

/** The part of a reading that is compared with expected.json. */
export function comparable(url: string, { items, view }: FrameResult): ExpectedPage {
  const kept = items.map(({ role, text, author, authorUrl, permalink, thread, count }) => {
    const item = { role, text, author, authorUrl, permalink, thread, count: count > 1 ? count : undefined };
    return JSON.parse(JSON.stringify(item)) as ExpectedItem;
  });
  return { url, kind: view.kind, wall: view.wall, suspect: view.suspect, items: kept };
}
