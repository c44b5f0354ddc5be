import type { Channel } from './channel.ts';
import { LIMITS } from './limits.ts';
import { readRoot, rootFingerprint } from './tuf/read-metadata.ts';
import { channelAddress } from './tuf/repository.ts';

/** Put in by wxt.config.ts from the environment at build time; `null` when no channel is configured. */
declare const __BUILT_IN_CHANNEL__: {
  readonly url: string;
  readonly root: string;
  readonly title: string;
} | null;

/**
 * The channel the extension was built with, or undefined: then there are no updates but those of the store, and the options page says
 * so.
 *
 * @throws when the build was configured wrongly
 */
export async function builtInChannel(): Promise<Channel | undefined> {
  const configured = typeof __BUILT_IN_CHANNEL__ === 'undefined' ? null : __BUILT_IN_CHANNEL__;
  if (configured === null) return undefined;
  const url = channelAddress(configured.url);
  if (!url.ok) throw new Error(`Built-in channel ${configured.url}: ${url.error.detail}`);
  const root = readRoot(configured.root, 'built-in root');
  if (!root.ok)
    throw new Error(`Built-in channel, root of at most ${LIMITS.rootBytes} bytes: ${root.error.detail}`);
  return {
    id: 'built-in',
    title: configured.title,
    url: url.value,
    root: configured.root,
    fingerprint: await rootFingerprint(root.value),
    origin: 'built-in',
    role: 'base',
    addedAt: 0,
  };
}
