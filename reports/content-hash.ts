import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.ts';

// A synchronous SHA-256 (audited library), not WebCrypto: hashing inside an IndexedDB transaction must not await,
// and archives are hashed while they stream, which `crypto.subtle.digest` cannot do.

const encoder = new TextEncoder();
/** Where short strings become bytes: an array of its own for each cost as much as hashing them. */
const scratch = new Uint8Array(24 * 1024);

/** SHA-256 as 64 lower-case hex digits. Strings are hashed as UTF-8. */
export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8(data) : data));
}

/** Bytes of a string, valid until the next call. */
function utf8(text: string): Uint8Array {
  // A UTF-16 unit becomes three bytes at most.
  if (text.length * 3 > scratch.length) return encoder.encode(text);
  return scratch.subarray(0, encoder.encodeInto(text, scratch).written);
}

/** Name of a value by its content: SHA-256 of its canonical JSON, without its own `id` member. */
export function contentId(value: object): string {
  return sha256Hex(canonicalJson({ ...value, id: undefined }));
}

/** SHA-256 of data that arrives in pieces. */
interface RunningHash {
  update(chunk: Uint8Array): void;
  /** 64 hex digits; ends the hash. */
  hex(): string;
}

export function runningHash(): RunningHash {
  const state = sha256.create();
  return { update: (chunk) => void state.update(chunk), hex: () => bytesToHex(state.digest()) };
}
