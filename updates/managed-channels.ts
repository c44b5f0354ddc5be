import { browser } from '#imports';
import { z } from 'zod';
import type { Channel } from './channel.ts';
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

/** Milliseconds after which the browser's policy store counts as silent. */
const SILENCE_MS = 2000;

/** Channels set by the organisation that manages the browser. Entries that cannot be read are left out. */
export async function managedChannels(): Promise<Channel[]> {
  let stored: unknown;
  try {
    // Chromium may leave this call unanswered for good where no policy service runs; activation must not wait for it. A policy that comes
    // later tells itself by storage.onChanged.
    const silence = new Promise<Record<string, unknown>>((done) => setTimeout(() => done({}), SILENCE_MS));
    stored = (await Promise.race([browser.storage.managed.get('channels'), silence]))['channels'];
  } catch {
    // Firefox rejects where there is no policy at all.
    return [];
  }
  return readManagedChannels(stored);
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

/** A fingerprint without the blanks and colons people write it with; undefined when it is none. */
export function plainFingerprint(text: string): string | undefined {
  const plain = text.replace(/[\s:]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(plain) ? plain : undefined;
}

/** In groups of four, as people compare it. */
export function readableFingerprint(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/g)?.join(' ') ?? fingerprint;
}
