import { createInbox } from '../../reports/inbox/couch-inbox.ts';
import { syncOnce } from '../../reports/inbox/sync.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { credentialsOf, type InboxAccess } from './inbox-access.ts';
import type { DeskService } from './desk-service.ts';

export type InboxRun =
  | {
      readonly ok: true;
      readonly sent: number;
      readonly refused: number;
      readonly reports: number;
      readonly events: number;
      readonly errors: number;
    }
  | { readonly ok: false; readonly message: string };

/** Sends decisions that wait and fetches everything new from the team inbox. */
export function createInboxService(store: ReportStore, desk: DeskService) {
  return {
    async syncInbox(access: InboxAccess): Promise<InboxRun> {
      const inbox = createInbox(access.address, { credentials: credentialsOf(access) });
      if (!inbox.ok) return { ok: false, message: inbox.failure.message };
      const done = await syncOnce(store, inbox.value, {
        address: access.address,
        now: Date.now(),
        random: Math.random,
        take: 'everything',
      });
      desk.take(done.reports, done.events);
      if (done.failure !== null)
        return { ok: false, message: `${done.failure.error}: ${done.failure.message}` };
      return {
        ok: true,
        sent: done.sent,
        refused: done.refused,
        reports: done.reports.length,
        events: done.events.length,
        errors: done.errors.length,
      };
    },
  };
}
