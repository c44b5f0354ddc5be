import { browser } from '#imports';

interface MenuTab {
  readonly id?: number | undefined;
  readonly windowId?: number | undefined;
  readonly index?: number | undefined;
  readonly url?: string | undefined;
  readonly title?: string | undefined;
}

/** What the browser tells of the place where its menu was opened. */
interface MenuPlace {
  readonly selectionText?: string | undefined;
  readonly linkUrl?: string | undefined;
  readonly srcUrl?: string | undefined;
}

/** What of a place is reported, before anything is known of the page. */
export interface PointedAt {
  readonly kind: 'selection' | 'link' | 'image' | 'page';
  readonly text?: string;
  readonly targetUrl?: string;
}

const MENU = 'zs-report';

/**
 * 举报 in the context menu. One entry for every place: where several apply at once (words selected in a link), browsers fold them into a
 * submenu that has to be opened first.
 */
export function installReportMenu(
  begin: (tab: MenuTab, at: PointedAt, frame: number) => Promise<void>,
): void {
  browser.runtime.onInstalled.addListener(() => {
    void browser.contextMenus.removeAll().then(() =>
      browser.contextMenus.create({
        id: MENU,
        title: browser.i18n.getMessage('menuReport'),
        contexts: ['page', 'selection', 'link', 'image', 'video'],
        documentUrlPatterns: ['http://*/*', 'https://*/*'],
      }),
    );
  });
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (tab !== undefined && info.menuItemId === MENU) void begin(tab, pointedAt(info), info.frameId ?? 0);
  });
}

/** What of a place is reported: selected words before all, a link before the picture it is made of. */
function pointedAt({ selectionText = '', linkUrl, srcUrl }: MenuPlace): PointedAt {
  const text = selectionText.slice(0, 200_000);
  const link = webAddress(linkUrl);
  const source = webAddress(srcUrl);
  if (text.trim() !== '') return { kind: 'selection', text, ...(link && { targetUrl: link }) };
  if (link !== null) return { kind: 'link', text: '', targetUrl: link };
  if (source !== null) return { kind: 'image', text: '', targetUrl: source };
  return { kind: 'page' };
}

const webAddress = (url: string | undefined) => (url && /^https?:\/\//.test(url) ? url.slice(0, 4000) : null);
