import type { PageStateModel } from '../../components/popup/popup-model.ts';
import type { PageReport } from '../../messaging/findings.ts';
import { call, type CallResult } from '../../messaging/messenger.ts';
import { isHostGranted, isOwnSite } from '../../settings/own-sites.ts';
import { isPaused, isQuietSite, type Settings } from '../../settings/settings.ts';

export interface FrontTab {
  readonly id: number | undefined;
  readonly url: string;
  /** Empty where the page has none, or where the browser does not tell us. */
  readonly host: string;
}

/** What can be said about the page in front. */
export async function readPage(
  tab: FrontTab,
  settings: Settings,
): Promise<{ page: PageStateModel; host: string }> {
  if (tab.id === undefined) return { page: { state: 'unreadable' }, host: '' };
  const answer = await call('page/report', undefined, tab.id);
  const host = answer.ok ? answer.value.host : tab.host;
  return { page: host === '' ? { state: 'unreadable' } : await stateOf(host, answer, settings), host };
}

async function stateOf(
  host: string,
  answer: CallResult<PageReport>,
  settings: Settings,
): Promise<PageStateModel> {
  if (isPaused(settings, Date.now()) || isQuietSite(settings, host)) return { state: 'off' };
  if (answer.ok) {
    return answer.value.summary.reading === 'off'
      ? { state: 'off' }
      : { state: 'read', report: answer.value };
  }
  if (isOwnSite(host)) return { state: 'asleep', granted: await isHostGranted(host) };
  return { state: 'unsupported', failed: false };
}
