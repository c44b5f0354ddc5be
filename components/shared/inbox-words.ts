import { inboxTexts, type InboxKey } from '../../locales/inbox.ts';

/** What went wrong, as the inbox or the store told it. */
export interface ToldFailure {
  readonly error: string;
  readonly message: string;
  /** ms until it is tried again; `null` when nobody knows. */
  readonly retryAfter?: number | null;
}

/** A failure in words that say what it means for the person, and what happens next. */
export function failureWords(
  failure: ToldFailure,
  t: (key: InboxKey, values?: Record<string, string | number>) => string,
): string {
  const key = `failure.${failure.error}`;
  const wait =
    typeof failure.retryAfter === 'number'
      ? t('wait.minutes', { count: Math.max(1, Math.ceil(failure.retryAfter / 60_000)) })
      : t('wait.later');
  const known = Object.hasOwn(inboxTexts['zh-CN'], key) ? (key as InboxKey) : 'failure.other';
  return t(known, { message: failure.message, wait });
}

/** Reads `error: message` as the outbox keeps it. */
export function readToldFailure(text: string): ToldFailure {
  const cut = text.indexOf(': ');
  return cut < 0
    ? { error: 'other', message: text }
    : { error: text.slice(0, cut), message: text.slice(cut + 2) };
}
