import type { Credentials } from './couch-request.ts';

/** How to reach the team inbox. */
export interface InboxAccess {
  readonly address: string;
  readonly user: string;
  readonly password: string;
}

export function credentialsOf(access: InboxAccess): Credentials | null {
  return access.user === '' ? null : { kind: 'basic', user: access.user, password: access.password };
}

/** For people to read; an address that is none, as a policy may hold, is shown as it is. */
export const hostOf = ({ address }: Pick<InboxAccess, 'address'>): string =>
  URL.canParse(address) ? new URL(address).host : address;
