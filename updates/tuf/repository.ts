import { fetchBounded, type FetchBounds } from '../bounded-fetch.ts';
import { LIMITS } from '../limits.ts';
import { accept, refuse, type Result } from '../update-error.ts';

/** Where files of a channel are read from; over the network in life. */
export interface Repository {
  /** @param path - below the channel's address, `metadata/2.root.json` */
  read(path: string, bounds: FetchBounds): Promise<Result<Uint8Array>>;
}

export const METADATA_TIME = { totalMs: LIMITS.metadataMs, stallMs: LIMITS.stallMs } as const;
export const TARGET_TIME = { totalMs: LIMITS.targetMs, stallMs: LIMITS.stallMs } as const;

export function httpRepository(url: string): Repository {
  return { read: (path, bounds) => fetchBounded(new URL(path, url).href, bounds, path) };
}

/**
 * Brings the address of a channel into shape: https (or http on this machine, to try), no user, no query, a folder.
 */
export function channelAddress(text: string): Result<string> {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return refuse('bad-address', 'address', 'This is not an address.');
  }
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    return refuse('bad-address', 'address', 'A channel address begins with https://.');
  }
  if (url.username !== '' || url.password !== '')
    return refuse('bad-address', 'address', 'A channel address has no user name.');
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return accept(url.href);
}
