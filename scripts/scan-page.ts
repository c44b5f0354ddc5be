import { type Browser, chromium, type Page } from 'playwright-core';
import { assess } from '../core/assess.ts';
import { type Ruleset } from '../core/ruleset/ruleset.ts';
import { type Role } from '../core/item.ts';
import { type Verdict } from '../core/verdict.ts';
import { findChromium, NO_CHROMIUM } from './find-chromium.mjs';
import { bundleForPage } from './page-bundle.ts';
import { type FrameResult, type PlainItem } from './scan-frame.ts';
import { readSiteFiles } from './site-files.ts';

interface ScanOptions {
  /** The saved page: its bytes (the charset is found as a browser would) or its text. */
  readonly html: string | Uint8Array;
  /** The address it was saved from: it decides the site description and relative links. */
  readonly url: string;
  /** Default: the descriptions in `rules/sites/`. */
  readonly sites?: readonly unknown[];
  /** An open browser to use; else one is started and closed. */
  readonly browser?: Browser;
}

/** One line of `npm run scan -- --html`. */
interface ScannedItem extends Verdict {
  readonly role: Role;
  readonly text: string;
  readonly author: string | null;
  readonly permalink: string | null;
}

/** Inline scripts of saved pages are given this long to settle, in ms; most pages are quiet at once. */
const SETTLE_LIMIT = 2500;
const QUIET = 250;
/** A page whose scripts never end is read without them; ms. */
const SCRIPT_LIMIT = 20_000;

/**
 * Reads a saved page and judges its items.
 *
 * @throws a sentence that says what to install where there is no Chromium
 */
export async function scanPage(options: ScanOptions & { readonly ruleset: Ruleset }): Promise<ScannedItem[]> {
  const { items } = await readSavedPage(options);
  return items.map((item) => judged(item, options.ruleset));
}

function judged(item: PlainItem, ruleset: Ruleset): ScannedItem {
  const { level, score, category, reasons } = assess(item, ruleset);
  return {
    role: item.role,
    text: item.text,
    author: item.author ?? null,
    permalink: item.permalink ?? null,
    level,
    score,
    category,
    reasons,
  };
}

/**
 * Opens a saved page in headless Chromium, with no network, under its own address, and reads it as the content script would: in an
 * isolated world. The page's inline scripts run (some pages mount their lists by script); where it shows more without them, that counts.
 */
export async function readSavedPage({ html, url, sites, browser }: ScanOptions): Promise<FrameResult> {
  const executablePath = findChromium();
  if (!browser && !executablePath) throw new Error(NO_CHROMIUM);
  const opened =
    browser ??
    (await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    }));
  try {
    const bundle = await bundleForPage('scripts/scan-frame.ts', 'zhaishaoScan');
    const raw = sites ?? readSiteFiles().map((file) => file.raw);
    const read = (scripts: boolean) => readOnce(opened, { html, url, scripts, bundle, sites: raw });
    if (!hasInlineScript(html)) return await read(false);
    const [still, running] = await Promise.all([
      read(false),
      Promise.race([read(true).catch(() => null), later(SCRIPT_LIMIT)]),
    ]);
    return running && amount(running) > amount(still) ? running : still;
  } finally {
    if (!browser) await opened.close();
  }
}

function later(delay: number): Promise<null> {
  return new Promise((done) => setTimeout(done, delay, null).unref());
}

/** More items count first, then more text. */
function amount({ items }: FrameResult): number {
  return items.length * 1e9 + items.reduce((sum, item) => sum + item.text.length, 0);
}

interface OneReading {
  readonly html: string | Uint8Array;
  readonly url: string;
  readonly scripts: boolean;
  readonly bundle: string;
  readonly sites: readonly unknown[];
}

async function readOnce(
  browser: Browser,
  { html, url, scripts, bundle, sites }: OneReading,
): Promise<FrameResult> {
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    viewport: { width: 1280, height: 900 },
    serviceWorkers: 'block',
  });
  try {
    const page = await context.newPage();
    await serveOnly(page, html);
    await page.goto(url, { waitUntil: scripts ? 'commit' : 'domcontentloaded', timeout: 20_000 });
    if (scripts) await parsed(page);
    if (scripts) await settle(page);
    return await evaluateIsolated(
      page,
      `${bundle};JSON.stringify(zhaishaoScan.scanFrame(${JSON.stringify(sites)}, ${JSON.stringify(url)}))`,
    );
  } finally {
    await context.close();
  }
}

/** Answers the page's own address once and nothing else; a script that wants to leave the page stays on it (204). */
async function serveOnly(page: Page, html: string | Uint8Array): Promise<void> {
  const body = mountParts(typeof html === 'string' ? Buffer.from(html, 'utf8') : Buffer.from(html));
  let served = false;
  await page.route('**/*', async (route) => {
    const request = route.request();
    const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (isPage && !served) {
      served = true;
      await route.fulfill({ status: 200, headers: { 'content-type': contentType(html, body) }, body });
    } else if (isPage) {
      await route.fulfill({ status: 204 });
    } else {
      await route.abort('blockedbyclient');
    }
  });
}

/**
 * Old Baidu pages carry their lists in `<code class="pagelet_html"><!-- … --></code>`, and a script that is not saved with the page mounts
 * them: here they are mounted where they stand. Shadow roots saved in the first form of the declarative syntax get the present one.
 * Works on bytes: the charset may be any that has ASCII in it.
 */
function mountParts(body: Buffer): Buffer {
  if (!body.includes('pagelet_html') && !body.includes('shadowroot=')) return body;
  const text = body
    .toString('latin1')
    .replace(/<code[^>]*\bid="pagelet_html_[^>]*>\s*<!--([\s\S]*?)-->\s*<\/code>/g, '<div>$1</div>')
    .replace(/(<template\b[^>]*\s)shadowroot=/g, '$1shadowrootmode=');
  return Buffer.from(text, 'latin1');
}

/** UTF-8 unless the bytes say otherwise: saved pages often lost the header that named their charset. */
function contentType(html: string | Uint8Array, body: Buffer): string {
  const isUtf8 = typeof html === 'string' || !new TextDecoder('utf-8').decode(body).includes('\ufffd');
  return isUtf8 ? 'text/html; charset=utf-8' : 'text/html';
}

function hasInlineScript(html: string | Uint8Array): boolean {
  const text = typeof html === 'string' ? html : Buffer.from(html).toString('latin1');
  return /<script(?![^>]*\ssrc\s*=)[^>]*>\s*\S/i.test(text);
}

/** Playwright is not told that a page has loaded whose script meanwhile tried to leave it: so the page itself is asked. */
async function parsed(page: Page): Promise<void> {
  while (await page.evaluate(() => document.readyState === 'loading').catch(() => false))
    await new Promise((done) => setTimeout(done, 20));
}

async function settle(page: Page): Promise<void> {
  const end = Date.now() + SETTLE_LIMIT;
  let before = -1;
  while (Date.now() < end) {
    await new Promise((done) => setTimeout(done, QUIET));
    const now = await page.evaluate(() => document.getElementsByTagName('*').length).catch(() => before);
    if (now === before) return;
    before = now;
  }
}

/** Evaluates in an isolated world of the main frame. Works with the page's scripts switched off, too. */
async function evaluateIsolated(page: Page, expression: string): Promise<FrameResult> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'reader',
  });
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    contextId: executionContextId,
    returnByValue: true,
  });
  if (exceptionDetails)
    throw new Error(
      `The page could not be read: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`,
    );
  return JSON.parse(result.value as string) as FrameResult;
}
