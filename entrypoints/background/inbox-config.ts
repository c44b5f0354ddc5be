import { z } from 'zod';
import type { InboxAccess } from '../desk/inbox-access.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { readPolicy } from '../../settings/policy.ts';

const Stored = z.object({
  address: z.string().min(1).max(500),
  user: z.string().max(200).default(''),
  password: z.string().max(500).default(''),
});

/** Where the team inbox is. `managed`: set by the administrator. */
export interface InboxConfig extends InboxAccess {
  readonly managed: boolean;
}

const KEY = 'inbox:config';

/** The administrator's inbox, else the one set up on this device, else `null`. */
export async function loadInboxConfig(store: ReportStore): Promise<InboxConfig | null> {
  const policy = Stored.safeParse(await readPolicy('inbox'));
  if (policy.success) return { ...policy.data, managed: true };
  const own = Stored.safeParse(await store.setting(KEY));
  return own.success ? { ...own.data, managed: false } : null;
}

export const saveInboxConfig = (
  store: ReportStore,
  config: { address: string; user: string; password: string } | null,
) => store.saveSetting(KEY, config);

/** Host pattern to ask permission for: the browser lets us read answers only from hosts that were granted. */
export function inboxOrigin(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return `${url.protocol}//${url.hostname}/*`;
}
