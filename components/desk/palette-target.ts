import type { DeskFilter } from '../../reports/desk-filter.ts';
import { canonicalUrl } from '../../reports/canonical-url.ts';

/** What a pasted text is taken for. */
interface PaletteTarget {
  readonly kind: 'link' | 'handle' | 'subject' | 'search';
  readonly filter: DeskFilter;
}

/**
 * Reads what was pasted into the palette: a link, a subject key, a contact handle (`微信 zs8821xy`, a phone number), an id, else words.
 * Whatever it is, all states are searched, snoozed and muted included: who pastes wants to find.
 */
export function paletteTarget(raw: string): PaletteTarget | null {
  const text = raw.trim();
  if (text === '') return null;
  const everywhere: DeskFilter = { snoozed: true, muted: true };
  if (/^https?:\/\//i.test(text)) {
    const link = canonicalUrl(text);
    // The canonical address names no comment: the search reads it out of the link as pasted.
    const url = link === null || link.commentId !== null ? text : link.url;
    return { kind: 'link', filter: { ...everywhere, text: url } };
  }
  if (/^(item|account):[a-z0-9-]+:\S/.test(text)) return { kind: 'subject', filter: { ...everywhere, text } };
  const handle = handleIn(text);
  if (handle !== null) return { kind: 'handle', filter: { ...everywhere, text: handle } };
  return { kind: 'search', filter: { ...everywhere, text: text.slice(0, 500) } };
}

const NAMED = /^(?:微信|加微|微|wechat|wx|vx|v|qq|电话|手机|tel)\s*(?:号|id)?\s*[:：]?\s*([\w@.+-]{4,40})$/i;

function handleIn(text: string): string | null {
  const named = NAMED.exec(text);
  if (named) return named[1]!;
  const digits = text.replaceAll(/[\s-]/g, '');
  if (/^(?:\+?86)?1[3-9]\d{9}$/.test(digits)) return digits.slice(-11);
  return null;
}
