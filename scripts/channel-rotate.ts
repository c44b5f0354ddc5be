import './plain-errors.ts';
import { askPassphrase } from './channel/ask-passphrase.ts';
import { ChannelRepository, type RoleKeys, type RoleName } from './channel/channel-repository.ts';
import { makeKeys } from './channel/key-folder.ts';
import type { SigningKey } from './channel/keyring.ts';
import { signers } from './channel/signers.ts';
import { readArguments } from './read-arguments.ts';

/**
 * `npm run channel:rotate -- --role targets`: new keys for a role (root, targets, online), written as the next root and signed by the old
 * root keys. What replaced keys had signed is signed again: with targets also snapshot and timestamp, for which the online key must be at hand.
 * `--role none` only signs a root with a later expiry. See docs/channels.md.
 */
const USAGE = `npm run channel:rotate -- --role root | targets | online | none   (docs/channels.md)
  --role NAME        whose keys are replaced; may be repeated; none only signs a root with a later expiry
  --new-keys FOLDER  where the new keys go: the first --keys
  --dir FOLDER --keys FOLDER   channel and keys: channel, channel-keys; --keys may be repeated`;
const { values } = readArguments(USAGE, {
  options: {
    dir: { type: 'string', default: 'channel' },
    keys: { type: 'string', multiple: true, default: ['channel-keys'] },
    role: { type: 'string', multiple: true },
    'new-keys': { type: 'string' },
  },
});
const asked = values.role ?? [];
const known = ['root', 'targets', 'online', 'none'];
if (asked.length === 0 || asked.some((role) => !known.includes(role)))
  throw new Error(`Say which: --role ${known.join(' | ')} (repeat it for several).`);
if (asked.includes('none') && asked.length > 1) throw new Error('--role none goes with no other role.');

const repository = new ChannelRepository(values.dir);
const root = repository.root().signed;
const isPublished = repository.target('ruleset.json') !== undefined;
const passphrase = await askPassphrase('Passphrase of the keys');
const held = (role: RoleName): SigningKey[] => signers(root, role, values.keys, passphrase);
const fresh = (name: string, like: RoleName): SigningKey[] | undefined =>
  asked.includes(name)
    ? makeKeys(values['new-keys'] ?? values.keys[0]!, name, root.roles[like]!.keyIDs.length, passphrase)
    : undefined;

// Keys at hand come first: where one is missing we stop before anything is written.
const oldRootKeys = held('root');
const heldOnline =
  isPublished && asked.includes('targets') && !asked.includes('online')
    ? { snapshot: held('snapshot'), timestamp: held('timestamp') }
    : undefined;
const newRoot = fresh('root', 'root');
const targets = fresh('targets', 'targets');
const newOnline = fresh('online', 'snapshot');

const entry = (role: RoleName, made: SigningKey[] | undefined): RoleKeys => ({
  keys: made ?? publicKeys(role),
  threshold: root.roles[role]!.threshold,
});
const version = repository.rotate(
  {
    root: entry('root', newRoot),
    targets: entry('targets', targets),
    snapshot: entry('snapshot', newOnline),
    timestamp: entry('timestamp', newOnline),
  },
  oldRootKeys,
);
const online = heldOnline ?? (newOnline && { snapshot: newOnline, timestamp: newOnline });
if (isPublished && online !== undefined) {
  if (targets !== undefined) repository.publish({}, { targets, ...online });
  else repository.refresh(online);
}
console.log(
  `Root is now version ${version}. New keys: ${asked.filter((role) => role !== 'none').join(', ') || 'none'}.`,
);

/** Keys that stay: their public part is in the root; whoever holds the private one need not be here. */
function publicKeys(role: RoleName): SigningKey[] {
  return root.roles[role]!.keyIDs.map((keyid) => ({
    keyid,
    publicHex: root.keys[keyid]!.keyVal['public']!,
    sign: () => {
      throw new Error(`The private key ${keyid} is not here.`);
    },
  }));
}
