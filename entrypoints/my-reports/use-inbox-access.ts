import { useEffect, useState } from 'preact/hooks';
import { browser } from '#imports';
import { inboxOrigin } from '../../reports/inbox/inbox-config.ts';

/** Whether the browser lets us reach the inbox, and a way to ask for it. */
interface InboxReach {
  /** Host that is not allowed yet; `null` where all is well or no inbox is set up. */
  readonly missing: string | null;
  /** Asks the browser's own question; call it in a click. */
  readonly allow: () => void;
}

/**
 * Permission for the host of the inbox. Whoever sets an inbox up is asked then; one that comes by policy, or whose permission was taken
 * back, needs it still.
 */
export function useInboxAccess(address: string | null): InboxReach {
  const [missing, setMissing] = useState<string | null>(null);
  const origin = address === null ? null : inboxOrigin(address);
  const look = async () => {
    const allowed = origin === null || (await browser.permissions.contains({ origins: [origin] }));
    setMissing(allowed ? null : new URL(address!).host);
  };
  useEffect(() => void look(), [origin]);
  const allow = () =>
    void browser.permissions
      .request({ origins: [origin!] })
      .catch(() => false)
      .then(look);
  return { missing, allow };
}
