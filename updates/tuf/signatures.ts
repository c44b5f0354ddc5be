import { ed25519 } from '@noble/curves/ed25519.js';
import { accept, refuse, type Result } from '../update-error.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Envelope, RoleName, RootSigned } from './metadata-format.ts';

/**
 * Checks that enough keys of a role signed a file. Keys are counted by the key itself and not by its id: one key listed under two ids is
 * one signer. Signatures by others, unknown or broken ones do not count and do not harm (a file may carry those of a coming key).
 *
 * @param root - the root whose role decides
 * @param file - named in the error
 */
export function checkSignatures(
  envelope: Envelope,
  root: RootSigned,
  role: RoleName,
  file: string,
): Result<true> {
  const { keyids, threshold } = root.roles[role];
  const message = new TextEncoder().encode(canonicalJson(envelope.signed));
  const seenIds = new Set<string>();
  const signers = new Set<string>();
  for (const { keyid, sig } of envelope.signatures) {
    if (seenIds.has(keyid)) return refuse('signature', file, `Two signatures carry the key id ${keyid}.`);
    seenIds.add(keyid);
    if (!keyids.includes(keyid) || !Object.hasOwn(root.keys, keyid)) continue;
    const key = root.keys[keyid]!;
    if (key.keytype !== 'ed25519' || key.scheme !== 'ed25519') continue;
    if (verifies(key.keyval.public, sig, message)) signers.add(key.keyval.public.toLowerCase());
  }
  if (signers.size >= threshold) return accept(true);
  return refuse(
    'signature',
    file,
    `Signed by ${signers.size} of the ${threshold} keys that the ${role} role needs.`,
  );
}

/** Ed25519 after RFC 8032, strictly (no ZIP-215 leniency). In plain JavaScript: browsers before Chrome 137 have no native one. */
function verifies(publicKey: string, signature: string, message: Uint8Array): boolean {
  if (!/^[0-9a-f]{64}$/i.test(publicKey) || !/^[0-9a-f]{128}$/i.test(signature)) return false;
  try {
    return ed25519.verify(fromHex(signature), message, fromHex(publicKey), { zip215: false });
  } catch {
    return false;
  }
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => parseInt(hex.slice(at * 2, at * 2 + 2), 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
