import { z } from 'zod';

/** Why an update was refused or did not arrive. The options page has a sentence for each. */
export const UPDATE_ERRORS = [
  'unreachable', // no connection, DNS, TLS, CORS
  'http-status', // the server answered with an error
  'redirected', // sent elsewhere: never followed
  'too-large', // more bytes than allowed or announced
  'too-slow', // slower than allowed, or stalled
  'bad-address', // what was typed is no address that a channel can have
  'malformed', // no JSON, too deep, wrong shape
  'signature', // wrong or too few signatures
  'rollback', // older than what we have
  'expired', // freeze: nobody vouches for it any more
  'mismatch', // length, hash or version differ from what was signed
  'missing', // the channel does not list a ruleset
  'unloadable', // signed, but this version of the extension cannot use it
  'fingerprint', // the root file is not the one that was confirmed
] as const;

export const UpdateError = z.object({
  kind: z.enum(UPDATE_ERRORS),
  /** File of the channel it is about. */
  file: z.string().max(200),
  /** One sentence for the person who runs the channel; in English. */
  detail: z.string().max(500),
});
export type UpdateError = z.infer<typeof UpdateError>;
export type UpdateErrorKind = UpdateError['kind'];

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: UpdateError };

/** Why a change of the channels that the reader asked for was not made. */
export interface ChangeError {
  readonly kind: UpdateErrorKind | 'no-channel' | 'not-by-hand' | 'too-many' | 'there-already';
  readonly file: string;
  readonly detail: string;
}

export function refuse(
  kind: UpdateErrorKind,
  file: string,
  detail: string,
): { ok: false; error: UpdateError } {
  return { ok: false, error: { kind, file: file.slice(0, 200), detail: detail.slice(0, 500) } };
}

export function accept<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}
