import { browser } from '#imports';
import type { PageSummary } from '../../messaging/findings.ts';
import { handle } from '../../messaging/messenger.ts';
import { noteHealth } from './site-health.ts';

const RED = '#b0281f';
const AMBER = '#855000';

/** Shows on the toolbar button how many items of the tab need care. Only counts reach the background. */
export function installBadge(): void {
  handle('page/summary', async (summary, sender) => {
    if (sender.tabId === undefined || sender.frameId !== 0) return;
    await Promise.all([showBadge(sender.tabId, summary), noteHealth(summary)]);
  });
}

async function showBadge(tabId: number, summary: PageSummary): Promise<void> {
  const count = summary.danger + summary.caution;
  const text = count > 0 ? (count > 99 ? '99+' : String(count)) : summary.reading === 'stale' ? '?' : '';
  try {
    await Promise.all([
      browser.action.setBadgeText({ tabId, text }),
      browser.action.setBadgeBackgroundColor({ tabId, color: summary.danger > 0 ? RED : AMBER }),
      browser.action.setBadgeTextColor?.({ tabId, color: '#ffffff' }),
    ]);
  } catch {
    // The tab was closed meanwhile.
  }
}
