import { failureTexts, type FailureTextKey } from '../../locales/failures.ts';
import type { Translate } from '../../locales/translate.ts';
import type { BundleRefusal } from '../../reports/bundle/read-bundle.ts';
import type { Told } from './ToldText.tsx';

/** What went wrong, as the inbox, the store or the reader of a file told it. */
export interface ToldFailure {
  /** Its kind; one that has no words of its own is told as `other`. */
  readonly error: string;
  /** A sentence of the machine, in English. */
  readonly message: string;
  /** ms until it is tried again; `null` when nobody knows. */
  readonly retryAfter?: number | null;
}

type FileKey = `file.${Exclude<BundleRefusal, 'cancelled'>}`;
type FailureKey = Extract<FailureTextKey, `failure.${string}`>;

const FILE = 'file.';
const hasText = (key: string) => Object.hasOwn(failureTexts['zh-CN'], key);

/** Why a file was not read, as a failure among others. */
export function fileFailure({ error, message }: { error: BundleRefusal; message: string }): ToldFailure {
  return { error: error === 'cancelled' ? error : `${FILE}${error}`, message };
}

/** A failure in words that say what it means for the person, and what happens next. */
export function failureWords(failure: ToldFailure, t: Translate<FailureTextKey>): Told {
  return { text: sentence(failure, t), raw: failure.message };
}

function sentence({ error, retryAfter }: ToldFailure, t: Translate<FailureTextKey>): string {
  if (error.startsWith(FILE) && hasText(error)) return t('import.refused', { why: t(error as FileKey) });
  const key = `failure.${error}`;
  const wait =
    typeof retryAfter === 'number'
      ? t('wait.minutes', { count: Math.max(1, Math.ceil(retryAfter / 60_000)) })
      : t('wait.later');
  return t(hasText(key) ? (key as FailureKey) : 'failure.other', { wait });
}

/** Reads `error: message` as the outbox keeps it. */
export function readToldFailure(text: string): ToldFailure {
  const cut = text.indexOf(': ');
  return cut < 0
    ? { error: 'other', message: text }
    : { error: text.slice(0, cut), message: text.slice(cut + 2) };
}
