import './plain-errors.ts';
import { askPassphrase } from './channel/ask-passphrase.ts';
import { ChannelRepository } from './channel/channel-repository.ts';
import { makeKeys } from './channel/key-folder.ts';
import { wholeNumber } from './whole-number.ts';
import { readableFingerprint } from '../updates/fingerprint.ts';
import { readArguments } from './read-arguments.ts';

/** `npm run channel:init`: makes keys and the first root of a channel. See docs/channels.md. */
const USAGE = `npm run channel:init   makes keys and the first root of a channel (docs/channels.md)
  --dir FOLDER --keys FOLDER                 where channel and keys go: channel, channel-keys
  --root-keys N --root-threshold N           how many root keys, and how many must sign: 3, 2
  --targets-keys N --targets-threshold N     the same of targets: 1, 1`;
const { values } = readArguments(USAGE, {
  options: {
    dir: { type: 'string', default: 'channel' },
    keys: { type: 'string', default: 'channel-keys' },
    'root-keys': { type: 'string', default: '3' },
    'root-threshold': { type: 'string', default: '2' },
    'targets-keys': { type: 'string', default: '1' },
    'targets-threshold': { type: 'string', default: '1' },
  },
});
const number = (name: 'root-keys' | 'root-threshold' | 'targets-keys' | 'targets-threshold'): number =>
  wholeNumber(`--${name}`, values[name], 1, 10);

const repository = new ChannelRepository(values.dir);
if (repository.exists()) throw new Error(`There is a channel in ${values.dir} already.`);
if (number('root-threshold') > number('root-keys') || number('targets-threshold') > number('targets-keys'))
  throw new Error('A threshold cannot be larger than the number of keys.');
const passphrase = await askPassphrase('New passphrase for the keys (12 characters or more)');
const online = makeKeys(values.keys, 'online', 1, passphrase);
repository.init({
  root: {
    keys: makeKeys(values.keys, 'root', number('root-keys'), passphrase),
    threshold: number('root-threshold'),
  },
  targets: {
    keys: makeKeys(values.keys, 'targets', number('targets-keys'), passphrase),
    threshold: number('targets-threshold'),
  },
  snapshot: { keys: online, threshold: 1 },
  timestamp: { keys: online, threshold: 1 },
});
console.log(`Channel: ${values.dir}   keys: ${values.keys}`);
console.log(
  `Fingerprint, to hand to readers by another way than the channel itself:\n\n  ${readableFingerprint(repository.fingerprint())}\n`,
);
console.log(`Now take the root keys off this machine (docs/channels.md, 离线根密钥 / offline root keys).`);
console.log(
  `Next: npm run channel:publish -- --dir ${values.dir} --keys ${values.keys} --ruleset .generated/ruleset.json --change "第一版"`,
);
