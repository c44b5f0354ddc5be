import type { z } from 'zod';
import { parseBounded } from '../bounded-json.ts';
import { LIMITS } from '../limits.ts';
import { accept, refuse, type Result } from '../update-error.ts';
import { canonicalJson } from './canonical-json.ts';
import { Envelope, RootSigned } from './metadata-format.ts';
import { checkSignatures, toHex } from './signatures.ts';

/** A metadata file that was read but whose signatures are not checked yet. */
export interface ReadFile<T> {
  readonly envelope: Envelope;
  readonly signed: T;
  readonly text: string;
}

const BOUNDS = { depth: LIMITS.metadataDepth, nodes: LIMITS.metadataNodes };

/** Reads a metadata file with bounds and schema. Says nothing about who signed it. */
export function readMetadata<T>(bytes: Uint8Array, schema: z.ZodType<T>, file: string): Result<ReadFile<T>> {
  const json = parseBounded(bytes, BOUNDS, file);
  if (!json.ok) return json;
  const envelope = Envelope.safeParse(json.value);
  if (!envelope.success) return refuse('malformed', file, firstIssue(envelope.error));
  try {
    canonicalJson(envelope.data.signed);
  } catch (error) {
    return refuse('malformed', file, (error as Error).message);
  }
  const signed = schema.safeParse(envelope.data.signed);
  if (!signed.success) return refuse('malformed', file, firstIssue(signed.error));
  return accept({ envelope: envelope.data, signed: signed.data, text: new TextDecoder().decode(bytes) });
}

/** Reads a root file and checks that it is signed by its own root role: the first thing a new channel must pass. */
export function readRoot(text: string, file: string): Result<ReadFile<RootSigned>> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.byteLength > LIMITS.rootBytes)
    return refuse('too-large', file, `A root file has at most ${LIMITS.rootBytes} bytes.`);
  const root = readMetadata(bytes, RootSigned, file);
  if (!root.ok) return root;
  const signed = checkSignatures(root.value.envelope, root.value.signed, 'root', file);
  return signed.ok ? root : signed;
}

/** What people compare before they trust a channel: SHA-256 over the canonical signed part of its root file, hex. */
export async function rootFingerprint(root: ReadFile<RootSigned>): Promise<string> {
  return sha(canonicalJson(root.envelope.signed), 'SHA-256');
}

export async function sha(data: string | Uint8Array, algorithm: 'SHA-256' | 'SHA-512'): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  return toHex(new Uint8Array(await crypto.subtle.digest(algorithm, bytes as Uint8Array<ArrayBuffer>)));
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'not as specified'}.`;
}
