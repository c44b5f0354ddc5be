import { z } from 'zod';
import type { ReportStore } from '../store/report-store.ts';
import { TeamRules } from '../team-rules.ts';
import type { InboxAccess } from './inbox-access.ts';

const Stored = z.object({
  address: z.string().min(1).max(500),
  user: z.string().max(200).default(''),
  password: z.string().max(500).default(''),
});

/** Where the team inbox is. `managed`: set by the administrator. */
export interface InboxConfig extends InboxAccess {
  readonly managed: boolean;
  /** What the administrator asks of volunteers; `null` where that is left to the database. */
  readonly rules: TeamRules | null;
}

const KEY = 'inbox:config';

/**
 * The administrator's inbox, else the one set up on this device, else `null`.
 *
 * @param policy - reads what the organisation has set for `inbox`; not trusted
 */
export async function loadInboxConfig(
  store: ReportStore,
  policy: () => Promise<unknown>,
): Promise<InboxConfig | null> {
  const value = await policy();
  const managed = Stored.safeParse(value);
  if (managed.success) {
    const { reportsPerHour, reportsPerDay, words } = TeamRules.parse(value);
    const says = reportsPerHour !== undefined || reportsPerDay !== undefined || words !== undefined;
    return { ...managed.data, managed: true, rules: says ? { reportsPerHour, reportsPerDay, words } : null };
  }
  const own = Stored.safeParse(await store.setting(KEY));
  return own.success ? { ...own.data, managed: false, rules: null } : null;
}

export const saveInboxConfig = (
  store: ReportStore,
  config: { address: string; user: string; password: string } | null,
) => store.saveSetting(KEY, config);

/**
 * Host pattern to ask permission for: the browser lets us read answers only from hosts that were granted. Of one scheme, as the address has
 * it: what is granted for both schemes is a site whose pages are read (settings/own-sites.ts).
 */
export function inboxOrigin(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return `${url.protocol}//${url.hostname}/*`;
}
