import { GENERIC } from '../../page/generic-reader.ts';
import { boxOf, native } from '../../page/native.ts';
import type { PointedPlace, ReportCapture } from '../../messaging/report-capture.ts';
import { itemAt, selectedIn, selectionRange } from '../../page/item-at.ts';
import type { ReadItem } from '../../page/read-item.ts';
import type { Judged } from './judged.ts';
import type { PointerPlace } from './pointer-place.ts';

const cut = (text: string | undefined, length: number) => text?.slice(0, length);

/** Everything known of an item when 举报 is pressed. Nothing leaves the device: the report page shows it first. */
export function captureItem(
  judged: Judged,
  claim: ReportCapture['claim'],
  rulesetVersion: string | undefined,
  itemsOnPage: readonly ReadItem[],
): ReportCapture {
  const { item, verdict, firstSeen } = judged;
  const place = itemsOnPage
    .filter((other) => other.role === item.role)
    .findIndex((other) => other.key === item.key);
  const box = boxOf(item.element);
  return {
    ...captureDocument(item.site === GENERIC ? '' : item.site, firstSeen),
    kind: 'item',
    claim,
    role: item.role,
    text: item.text.slice(0, 200_000),
    thread: cut(item.thread, 50_000),
    author: item.author,
    authorUrl: cut(item.authorUrl, 4000),
    permalink: cut(item.permalink, 4000),
    verdict,
    rulesetVersion,
    position: place >= 0 ? place + 1 : undefined,
    box: { x: box.x, y: box.y, width: box.width, height: box.height },
  };
}

/** The item that the reader points at, with the selected part of its words; null where the place belongs to none that was read. */
export function pointedItem(
  { by, url }: PointedPlace,
  items: readonly ReadItem[],
  pointer: PointerPlace,
): { item: ReadItem; selected?: { start: number; end: number } } | null {
  if (by === 'selection') {
    const roots = new Set(items.map(({ anchor }) => native(anchor, 'getRootNode')()));
    const range = selectionRange(
      document,
      [...roots].filter((root) => root instanceof ShadowRoot),
    );
    const words = range && selectedIn(range, items);
    return words && { item: words.item, selected: { start: words.start, end: words.end } };
  }
  const node = pointer.node(url);
  const item = node && itemAt(node, items);
  return item && { item };
}

/** What is known of the page as a whole. */
export function captureDocument(site: string, firstSeen: number): ReportCapture {
  const video = native(document, 'querySelector')('video');
  return {
    kind: 'page',
    claim: 'lure',
    site: site.slice(0, 60),
    host: location.hostname.slice(0, 255),
    pageUrl: location.href.slice(0, 4000),
    pageTitle: String(native(document, 'title')).slice(0, 500),
    text: '',
    firstSeen,
    videoTime: video && Number.isFinite(video.currentTime) ? video.currentTime : undefined,
  };
}
