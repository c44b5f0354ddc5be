import type { PageStateModel } from '../../components/popup/popup-model.ts';
import type { PageReport } from '../../messaging/findings.ts';
import { call, type CallResult } from '../../messaging/messenger.ts';
import { isHostGranted, isOwnSite } from '../../settings/own-sites.ts';
import { endOf, siteDismissals, type Dismissal } from '../../settings/dismissals.ts';
import { isPaused, isQuietSite, type Settings } from '../../settings/settings.ts';

export interface FrontTab {
  readonly id: number | undefined;
  readonly url: string;
  /** Empty where the page has none, or where the browser does not tell us. */
  readonly host: string;
  /** The browser is still loading it. */
  readonly loading: boolean;
}

/** What the reader chose, as stored. */
export interface Choices {
  readonly settings: Settings;
  readonly dismissals: readonly Dismissal[];
}

/**
 * What can be said about the page in front.
 *
 * @param isNew - what the page answers, or that it does not, may be out of date in a moment: it is just loading or told of a change
 */
export async function readPage(
  tab: FrontTab,
  choices: Choices,
  isNew: boolean,
): Promise<{ page: PageStateModel; host: string }> {
  if (tab.id === undefined) return { page: { state: 'unreadable' }, host: '' };
  const answer = await call('page/report', undefined, tab.id);
  const host = answer.ok ? answer.value.host : tab.host;
  if (host === '') return { page: { state: tab.loading ? 'waiting' : 'unreadable' }, host };
  return { page: await stateOf(host, answer, choices, isNew), host };
}

async function stateOf(
  host: string,
  answer: CallResult<PageReport>,
  choices: Choices,
  isNew: boolean,
): Promise<PageStateModel> {
  const off = offBy(choices, host, Date.now());
  if (off) return off;
  if (answer.ok && answer.value.summary.reading !== 'off') {
    // Nothing read yet is no "nothing found".
    const hasRead = answer.value.summary.checked > 0 || !isNew;
    return hasRead ? { state: 'read', report: answer.value } : { state: 'waiting' };
  }
  if (!answer.ok && !isOwnSite(host)) return { state: 'unsupported' };
  const granted = answer.ok || (await isHostGranted(host));
  return granted && isNew ? { state: 'waiting' } : { state: 'asleep', granted };
}

/** The reader's choice that keeps a host quiet, the widest first. `now` is epoch milliseconds. */
export function offBy(
  { settings, dismissals }: Choices,
  host: string,
  now: number,
): Extract<PageStateModel, { state: 'off' }> | undefined {
  if (isPaused(settings, now)) {
    const { pausedUntil } = settings;
    return { state: 'off', paused: true, until: pausedUntil === -1 ? undefined : (pausedUntil ?? undefined) };
  }
  const quiet = siteDismissals(dismissals, host, now);
  if (!isQuietSite(settings, host) && quiet.length === 0) return undefined;
  const end = isQuietSite(settings, host) ? Infinity : Math.max(...quiet.map(endOf));
  return { state: 'off', paused: false, until: end === Infinity ? undefined : end };
}
