import type { ReportStore } from '../store/report-store.ts';
import { TeamRules } from '../team-rules.ts';
import type { Inbox } from './inbox.ts';

const KEY = 'inbox:team';

/** Asks the inbox what the team wants of its volunteers and keeps it for when there is no network. A failure keeps what was known. */
export async function refreshTeamRules(store: ReportStore, inbox: Inbox, address: string): Promise<void> {
  const answer = await inbox.teamRules();
  if (answer.ok) await store.saveSetting(KEY, { address, rules: answer.value });
}

/** What the team of this inbox asked for when last heard; `null` where it asks for nothing. */
export async function knownTeamRules(store: ReportStore, address: string): Promise<TeamRules | null> {
  const stored = (await store.setting(KEY)) as { address?: unknown; rules?: unknown } | undefined;
  if (stored?.address !== address) return null;
  const parsed = TeamRules.safeParse(stored.rules);
  return parsed.success ? parsed.data : null;
}
