import { canonicalJson } from '../../../updates/tuf/canonical-json.ts';
import { newKeys } from './channel-keys.ts';

const IDS = ['one', 'two'];
const ROLES = ['root', 'timestamp', 'snapshot', 'targets'];

/**
 * A root file that asks for two signers and lists one key under two ids, signed under both.
 *
 * @param secondHex - how the key is written the second time
 */
export function keyTwiceRoot(secondHex: (publicHex: string) => string = (hex) => hex): string {
  const [key] = newKeys(1);
  const hexes = [key!.publicHex, secondHex(key!.publicHex)];
  const root = {
    _type: 'root',
    spec_version: '1.0.31',
    version: 1,
    expires: '2030-01-01T00:00:00Z',
    consistent_snapshot: true,
    keys: Object.fromEntries(
      IDS.map((id, at) => [id, { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: hexes[at] } }]),
    ),
    roles: Object.fromEntries(ROLES.map((role) => [role, { keyids: IDS, threshold: 2 }])),
  };
  const sig = key!.sign(Buffer.from(canonicalJson(root)));
  return JSON.stringify({ signed: root, signatures: IDS.map((keyid) => ({ keyid, sig })) });
}
