import { z } from 'zod';
import { readPolicy } from '../settings/policy.ts';
import type { Channel } from './channel.ts';
import { plainFingerprint } from './fingerprint.ts';
import { LIMITS } from './limits.ts';
import { channelAddress } from './tuf/repository.ts';

/** One channel as an administrator writes it; public/managed-schema.json says the same to the browser. */
const ManagedChannel = z.object({
  title: z.string().min(1).max(80).default('团队频道'),
  url: z.string().max(2000),
  /** SHA-256 of the first root file, hex; blanks and colons are allowed. */
  fingerprint: z.string().max(200),
  role: z.enum(['base', 'overlay']).default('overlay'),
});

/** Milliseconds that choosing rules waits for the organisation's word: a page that is opened with the browser waits for the rules. */
const PATIENCE_MS = 2000;

/**
 * Channels set by the organisation that manages the browser. Entries that cannot be read are left out.
 *
 * @param onLate - told when the browser answers after all, too late for this call
 */
export async function managedChannels(onLate: () => void): Promise<Channel[]> {
  return readManagedChannels(await readPolicy('channels', PATIENCE_MS, onLate));
}

export function readManagedChannels(stored: unknown): Channel[] {
  if (!Array.isArray(stored)) return [];
  return stored.slice(0, LIMITS.channels).flatMap((entry): Channel[] => {
    const read = ManagedChannel.safeParse(entry);
    if (!read.success) return [];
    const url = channelAddress(read.data.url);
    const fingerprint = plainFingerprint(read.data.fingerprint);
    if (!url.ok || fingerprint === undefined) return [];
    const { title, role } = read.data;
    return [
      {
        id: `policy-${fingerprint.slice(0, 16)}`,
        title,
        url: url.value,
        root: '',
        fingerprint,
        origin: 'policy',
        role,
        addedAt: 0,
      },
    ];
  });
}
