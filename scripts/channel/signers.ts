import type { Root } from '@tufjs/models';
import { openKeys } from './key-folder.ts';
import type { SigningKey } from './keyring.ts';
import type { RoleName } from './channel-repository.ts';

/**
 * The keys that sign for a role, opened from the folders. Called for every role before anything is written: with fewer signatures than a
 * role needs, no reader takes the channel any more.
 *
 * @throws a sentence that names the missing keys and what to do
 */
export function signers(
  root: Root,
  role: RoleName,
  folders: readonly string[],
  passphrase: string,
): SigningKey[] {
  const { keyIDs, threshold } = root.roles[role]!;
  const keys = openKeys(folders, keyIDs, passphrase);
  if (keys.length >= threshold) return keys;
  const missing = keyIDs.filter((id) => !keys.some(({ keyid }) => keyid === id)).map((id) => id.slice(0, 8));
  throw new Error(
    `${role} needs ${threshold} key(s); ${keys.length} found in ${folders.join(', ')}. Not there: ${missing.join(', ')} (the beginning of ` +
      `"keyid" in the key file). Name the folder that holds them with one more --keys FOLDER; for lost keys see docs/channels.md. Nothing was written.`,
  );
}
