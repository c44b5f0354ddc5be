import './plain-errors.ts';
import { parseArgs } from 'node:util';
import { askPassphrase } from './channel/ask-passphrase.ts';
import { ChannelRepository, ROLES, type RoleKeys, type RoleName } from './channel/channel-repository.ts';
import { makeKeys, openKeys } from './channel/key-folder.ts';
import type { SigningKey } from './channel/keyring.ts';

/**
 * `npm run channel:rotate -- --role targets`: new keys for a role (root, targets, online), written as the next root and signed by the old
 * root keys. What the old keys signed is signed again. `--role none` only signs a root with a later expiry. See docs/channels.md.
 */
const { values } = parseArgs({
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

const repository = new ChannelRepository(values.dir);
const root = repository.root().signed;
const passphrase = await askPassphrase('Passphrase of the keys');
const into = values['new-keys'] ?? values.keys[0]!;
const keysOf = (role: RoleName): SigningKey[] => openKeys(values.keys, root.roles[role]!.keyIDs, passphrase);

const oldRootKeys = keysOf('root');
const threshold = root.roles['root']!.threshold;
if (oldRootKeys.length < threshold)
  throw new Error(
    `${threshold} of the old root keys are needed, ${oldRootKeys.length} are here. Without them no reader will follow; see docs/channels.md.`,
  );
const online = asked.includes('online') ? makeKeys(into, 'online', 1, passphrase) : undefined;

const roles = {} as Record<RoleName, RoleKeys>;
for (const role of ROLES) {
  const { keyIDs, threshold: needed } = root.roles[role]!;
  const isNew = role === 'root' || role === 'targets' ? asked.includes(role) : online !== undefined;
  const fresh =
    role === 'root' || role === 'targets'
      ? () => makeKeys(into, role, keyIDs.length, passphrase)
      : () => online!;
  const kept = isNew ? fresh() : publicKeys(role);
  roles[role] = { keys: kept, threshold: needed };
}
const version = repository.rotate(roles, oldRootKeys);
const sign = (role: Exclude<RoleName, 'root'>): SigningKey[] =>
  openKeys(
    [...values.keys, into],
    roles[role].keys.map(({ keyid }) => keyid),
    passphrase,
  );
if (repository.target('ruleset.json') !== undefined)
  repository.resignTargets({
    targets: sign('targets'),
    snapshot: sign('snapshot'),
    timestamp: sign('timestamp'),
  });
console.log(
  `Root is now version ${version}. New keys: ${asked.filter((role) => role !== 'none').join(', ') || 'none'}.`,
);

/** Keys that stay: their public part is in the root; whoever holds the private one need not be here. */
function publicKeys(role: RoleName): SigningKey[] {
  const opened = new Map(keysOf(role).map((key) => [key.keyid, key]));
  return root.roles[role]!.keyIDs.map(
    (keyid) =>
      opened.get(keyid) ?? {
        keyid,
        publicHex: root.keys[keyid]!.keyVal['public']!,
        sign: () => {
          throw new Error(`The private key ${keyid} is not here.`);
        },
      },
  );
}
