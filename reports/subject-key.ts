import type { CanonicalUrl } from './canonical-url.ts';
import { sha256Hex } from './content-hash.ts';

/** What identifies an item on its site, as far as the page tells. */
interface ItemIdentity {
  readonly site: string;
  /** Canonical permalink of the item, or of the page it stands on when the item has none of its own. */
  readonly url: string;
  readonly commentId: string | null;
  /** True when `url` is the item's own address, not its page's. */
  readonly own: boolean;
  readonly authorId: string | null;
  readonly authorName: string | null;
  readonly text: string;
}

/**
 * Full key of an item. With a comment id or an own address: that. Otherwise (many sites keep comment ids out of the DOM, see
 * sites.md) the page, the author and a hash of the text; then an edited text is another subject.
 */
export function itemKey(item: ItemIdentity): string {
  if (item.commentId !== null) return `item:${item.site}:${item.url}#c=${item.commentId}`;
  if (item.own) return `item:${item.site}:${item.url}`;
  const who = item.authorId ?? item.authorName ?? '';
  return `item:${item.site}:${item.url}#t=${sha256Hex(`${who}\n${item.text}`).slice(0, 24)}`;
}

/** Full key of an account: its id, or its public name when the page shows no id. */
export function accountKey(site: string, id: string | null, name: string): string {
  return id === null
    ? `account:${site}:name=${name.trim().replaceAll(/\s+/g, '_')}`
    : `account:${site}:${id}`;
}

/**
 * What a report carries as its subject: kind, site and a hash of the full key. Always the hash: the key holds address, comment id and author
 * also where the volunteer keeps them back, and reports on one thing must have one subject whatever each of them keeps back. Who knows the
 * address can make the hash and compare; nobody can read the address out of it.
 */
export function subjectOfKey(key: string): string {
  const [kind, site] = key.split(':', 2);
  return `${kind}:${site}:${sha256Hex(key)}`;
}

/** Subjects that the address of one item or comment can stand for, also where no report keeps that address. */
export function subjectsOfUrl(address: CanonicalUrl): string[] {
  const { site, url, isItem, commentId } = address;
  if (site === null) return [];
  const at = { site, url, own: isItem, authorId: null, authorName: null, text: '' };
  return [
    ...(commentId === null ? [] : [itemKey({ ...at, commentId })]),
    ...(isItem ? [itemKey({ ...at, commentId: null })] : []),
  ].map(subjectOfKey);
}

/** Parts of a subject or of its full key. */
export function parseSubjectKey(
  key: string,
): { kind: 'item' | 'account'; site: string; rest: string } | null {
  const match = /^(item|account):([a-z0-9-]+):(.+)$/s.exec(key);
  return match ? { kind: match[1] as 'item' | 'account', site: match[2]!, rest: match[3]! } : null;
}
