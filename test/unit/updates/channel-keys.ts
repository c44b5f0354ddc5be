import type { RoleKeys, RoleName } from '../../../scripts/channel/channel-repository.ts';
import { newKey, type SigningKey } from '../../../scripts/channel/keyring.ts';

export type Roles = Record<RoleName, RoleKeys>;

export const newKeys = (count: number): SigningKey[] => Array.from({ length: count }, () => newKey().key);

export function newRoles(): Roles {
  return {
    root: { keys: newKeys(3), threshold: 2 },
    targets: { keys: newKeys(2), threshold: 2 },
    snapshot: { keys: newKeys(1), threshold: 1 },
    timestamp: { keys: newKeys(1), threshold: 1 },
  };
}

export function onlineKeys(
  roles: Roles,
): Record<'targets' | 'snapshot' | 'timestamp', readonly SigningKey[]> {
  return { targets: roles.targets.keys, snapshot: roles.snapshot.keys, timestamp: roles.timestamp.keys };
}
