import { z } from 'zod';
import { UPDATE_ERRORS, type ChangeErrorKind } from '../core/ruleset/update-kinds.ts';

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
  readonly kind: ChangeErrorKind;
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
