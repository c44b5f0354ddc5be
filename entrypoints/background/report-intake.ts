import { browser } from '#imports';
import { handle, call } from '../../messaging/messenger.ts';
import type { ReportCapture } from '../../messaging/report-capture.ts';
import type { ReportStore } from '../../reports/store/report-store.ts';
import { captureToDraft } from './capture-to-draft.ts';
import { findItem } from './find-item.ts';
import { installReportMenu, type PointedAt } from './report-menu.ts';
import { saveShot, takeShot, takeWaiting } from './report-shot.ts';
import { siteOfHost } from './site-of-host.ts';

type Tab = {
  id?: number | undefined;
  windowId?: number | undefined;
  index?: number | undefined;
  url?: string | undefined;
  title?: string | undefined;
  width?: number | undefined;
};

/**
 * Everything by which a report begins: the marker card and popup (`report/draft`), the context menu, the key. Each makes a draft
 * on this device and opens the report page; nothing leaves. Call at the top of the background, synchronously.
 *
 * @param openStore - opens the store of this device; opened per use, because the worker may be stopped at any time
 */
export function installReporting(openStore: () => Promise<ReportStore>): void {
  async function withStore<T>(use: (store: ReportStore) => Promise<T>): Promise<T> {
    const store = await openStore();
    try {
      return await use(store);
    } finally {
      store.close();
    }
  }

  async function begin(capture: ReportCapture, tab: Tab): Promise<string> {
    const id = crypto.randomUUID();
    const picture = await takeShot(tab.windowId);
    const site = isNamed(capture.site) ? capture.site : await siteOfHost(capture.host);
    const draft = captureToDraft({ ...capture, site }, id, Date.now());
    const saved = await withStore((store) => store.saveDraft(draft));
    if (!saved.ok) throw new Error(`${saved.error}: ${saved.message}`);
    if (picture !== null) {
      await saveShot(id, { dataUrl: picture, box: capture.box ?? null, viewportWidth: tab.width ?? null });
    }
    const place = tab.index === undefined ? {} : { index: tab.index + 1 };
    await browser.tabs.create({ url: reportPage(id), ...place });
    return id;
  }

  handle('report/draft', async (capture, sender) => {
    const tab = sender.tabId === undefined ? await activeTab() : await browser.tabs.get(sender.tabId);
    return { id: await begin(capture, tab ?? {}) };
  });

  /** A draft that waits for a picture gets one of this tab. False when none waits that is still there. */
  async function pictureForWaiting(tab: Tab): Promise<boolean> {
    const id = await takeWaiting();
    if (id === null) return false;
    const draft = (await withStore((store) => store.drafts())).find((one) => one.id === id);
    // Finished or discarded meanwhile: the press begins a report of its own, and no picture is kept for nothing.
    if (draft === undefined) return false;
    const box = await findItem(tab.id, draft.text);
    const picture = await takeShot(tab.windowId);
    if (picture !== null) await saveShot(id, { dataUrl: picture, box, viewportWidth: tab.width ?? null });
    await showReportTab(id);
    return true;
  }

  installReportMenu((tab, change, frame) =>
    orTell(async () => {
      if (await pictureForWaiting(tab)) return;
      await begin(await placeCapture(tab, change, frame), tab);
    }),
  );

  browser.commands?.onCommand.addListener((command) => {
    if (command !== 'report') return;
    void orTell(async () => {
      const tab = await activeTab();
      if (tab === undefined || tab.url?.startsWith(browser.runtime.getURL('/'))) return;
      if (await pictureForWaiting(tab)) return;
      const selected = await selectionIn(tab);
      // The key says nothing of a place: words, or the page.
      const capture =
        selected === ''
          ? await pageCapture(tab)
          : await placeCapture(tab, { kind: 'selection', text: selected }, 0);
      await begin(capture, tab);
    });
  });
}

/** The generic reader's name for a site says nothing to a moderator. */
const isNamed = (site: string) => site !== '' && site !== 'generic';

const reportPage = (draft: string) => `${browser.runtime.getURL('/')}report.html#${draft}`;

/** Menu and key have no place of their own to say what went wrong: the report page opens and says it. */
async function orTell(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const failed = new URLSearchParams({ failed: error instanceof Error ? error.message : String(error) });
    await browser.tabs.create({ url: `${browser.runtime.getURL('/')}report.html?${failed}` });
  }
}

async function activeTab(): Promise<Tab | undefined> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab;
}

/** What our content script knows of the page; on a page without one, address and title are all there is. */
async function pageCapture(tab: Tab): Promise<ReportCapture> {
  if (tab.id !== undefined) {
    const answer = await call('page/capture', undefined, tab.id);
    if (answer.ok) return answer.value;
  }
  const url = tab.url ?? '';
  return {
    kind: 'page',
    claim: 'lure',
    site: '',
    host: URL.canParse(url) ? new URL(url).hostname : '',
    pageUrl: url.slice(0, 4000),
    pageTitle: (tab.title ?? '').slice(0, 500),
    text: '',
    firstSeen: Date.now(),
  };
}

/**
 * What the reader pointed at, with what our content script knows of the item it belongs to. Of no item: the page, and what the browser says
 * of the place. Frames have no script of ours.
 */
async function placeCapture(tab: Tab, at: PointedAt, frame: number): Promise<ReportCapture> {
  const { kind, targetUrl } = at;
  if (tab.id !== undefined && frame === 0) {
    const place = { by: kind, ...(targetUrl !== undefined && kind !== 'selection' && { url: targetUrl }) };
    const answer = await call('place/capture', place, tab.id);
    if (answer.ok && answer.value.kind === 'item')
      return { ...answer.value, kind: kind === 'page' ? 'item' : kind, targetUrl };
  }
  return { ...(await pageCapture(tab)), ...at };
}

/** Selected words, read once with `activeTab`. */
async function selectionIn(tab: Tab): Promise<string> {
  if (tab.id === undefined) return '';
  try {
    const [frame] = await browser.scripting.executeScript({
      target: { tabId: tab.id },
      func: () => String(getSelection() ?? ''),
    });
    return String(frame?.result ?? '')
      .trim()
      .slice(0, 200_000);
  } catch {
    return '';
  }
}

async function showReportTab(draft: string): Promise<void> {
  const url = reportPage(draft);
  const tabs = await browser.tabs.query({});
  const open = tabs.find((one) => one.url === url);
  if (open?.id !== undefined) await browser.tabs.update(open.id, { active: true });
  else await browser.tabs.create({ url });
}
