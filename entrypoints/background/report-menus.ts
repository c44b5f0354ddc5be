import { browser } from '#imports';
import type { ReportCapture } from '../../messaging/report-capture.ts';

interface MenuTab {
  readonly id?: number | undefined;
  readonly windowId?: number | undefined;
  readonly index?: number | undefined;
  readonly url?: string | undefined;
  readonly title?: string | undefined;
}

const MENUS = [
  { id: 'zs-report-selection', contexts: ['selection'], title: 'menuReportSelection' },
  { id: 'zs-report-link', contexts: ['link'], title: 'menuReportLink' },
  { id: 'zs-report-image', contexts: ['image', 'video'], title: 'menuReportImage' },
  { id: 'zs-report-page', contexts: ['page'], title: 'menuReportPage' },
] as const;

/** Context menus of 举报. `begin` gets what the click adds to what is known of the page. */
export function installReportMenus(
  begin: (tab: MenuTab, change: Partial<ReportCapture>) => Promise<void>,
): void {
  browser.runtime.onInstalled.addListener(() => {
    void browser.contextMenus.removeAll().then(() => {
      for (const menu of MENUS) {
        browser.contextMenus.create({
          id: menu.id,
          title: browser.i18n.getMessage(menu.title as 'extensionName'),
          contexts: [...menu.contexts],
          documentUrlPatterns: ['http://*/*', 'https://*/*'],
        });
      }
    });
  });
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (tab === undefined) return;
    const address = (url: string | undefined) =>
      url && /^https?:\/\//.test(url) ? { targetUrl: url.slice(0, 4000) } : {};
    const change: Partial<ReportCapture> | null =
      info.menuItemId === 'zs-report-selection'
        ? { kind: 'selection', text: (info.selectionText ?? '').slice(0, 200_000) }
        : info.menuItemId === 'zs-report-link'
          ? { kind: 'link', text: (info.selectionText ?? '').slice(0, 200_000), ...address(info.linkUrl) }
          : info.menuItemId === 'zs-report-image'
            ? { kind: 'image', text: '', ...address(info.srcUrl) }
            : info.menuItemId === 'zs-report-page'
              ? { kind: 'page' }
              : null;
    if (change !== null) void begin(tab, change);
  });
}
