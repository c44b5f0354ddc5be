import { fetchFirstRoot } from './tuf/first-root.ts';
import { readRoot, rootFingerprint } from './tuf/read-metadata.ts';
import { channelAddress, httpRepository } from './tuf/repository.ts';
import { accept, type Result } from './update-error.ts';

/** What a reader is shown before a channel is added. */
interface ChannelOffer {
  readonly url: string;
  readonly root: string;
  readonly fingerprint: string;
  readonly rootKeys: number;
  readonly rootThreshold: number;
  readonly expires: string;
}

/**
 * Looks at a channel before it is trusted: address, first root file, its fingerprint. Nothing is kept.
 *
 * @param rootText - the root file the team handed over; left out, it is fetched from the address (then comparing the fingerprint is all
 *   the safety there is)
 */
export async function inspectChannel(address: string, rootText?: string): Promise<Result<ChannelOffer>> {
  const url = channelAddress(address);
  if (!url.ok) return url;
  let text = rootText;
  if (text === undefined || text.trim() === '') {
    const fetched = await fetchFirstRoot(httpRepository(url.value));
    if (!fetched.ok) return fetched;
    text = fetched.value;
  }
  const root = readRoot(text, 'root file');
  if (!root.ok) return root;
  const { roles, expires } = root.value.signed;
  return accept({
    url: url.value,
    root: text,
    fingerprint: await rootFingerprint(root.value),
    rootKeys: roles.root.keyids.length,
    rootThreshold: roles.root.threshold,
    expires,
  });
}
