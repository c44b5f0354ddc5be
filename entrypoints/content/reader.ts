import { adviceFor } from '../../components/shared/advice.ts';
import { assess } from '../../core/assess.ts';
import { isWarning } from '../../core/verdict.ts';
import { overlayTexts } from '../../locales/overlay.ts';
import { translator } from '../../locales/translate.ts';
import type { PageReport, PageSummary } from '../../messaging/findings.ts';
import { call } from '../../messaging/messenger.ts';
import type { ReadItem } from '../../page/read-item.ts';
import { searchQuery } from '../../page/search-query.ts';
import type { PageView, Watching } from '../../page/watch-events.ts';
import { watchPage } from '../../page/watch.ts';
import type { Dismissal } from '../../settings/dismissals.ts';
import { languageOf } from '../../settings/language.ts';
import { isPaused, isQuietSite, type Settings } from '../../settings/settings.ts';
import { dismissItem, reportItem, type ItemSubject } from './act-on-item.ts';
import { captureDocument } from './capture.ts';
import { isCoverable, isShown, judge, layOut, quietBy, shortKey, type Judged } from './judged.ts';
import { findingsOf, summaryOf } from './page-report.ts';
import { createView, type View } from './overlay-view.tsx';
import { siteFor, type Rules } from './rules.ts';

/** Milliseconds of judging at a stretch; then the page gets its turn. */
const SLICE_MS = 8;
/** While much waits to be judged, marks are brought in line so often, ms. */
const SHOW_MS = 150;
/** A danmaku that has left is remembered so long, for the notice in the corner and its card, ms. */
const LEFT_MS = 60_000;
/** Milliseconds after the last change before the badge is told. */
const SUMMARY_MS = 250;

/** Reads one page: watches items, judges them, marks them, tells the badge. Holds all state of the page; `stop` lets go of it. */
export class Reader {
  readonly #host = location.hostname;
  readonly #judged = new Map<string, Judged>();
  readonly #pending = new Map<string, ReadItem>();
  #settings: Settings;
  #dismissals: readonly Dismissal[];
  #rules: Rules | undefined;
  #layout = new Map<string, { compact: boolean; repeats: number }>();
  #watching: Watching | undefined;
  #view: View | undefined;
  #page: PageView | undefined;
  /** Id of the site description in use; empty for other sites. */
  #siteId = '';
  #running = false;
  /** What each mark was last asked to show; asking again for the same would cost a drawing each. */
  readonly #asked = new Map<string, { judged: Judged; compact: boolean; repeats: number }>();
  #shownAt = 0;
  /** Danmaku that have left while their notice still stands: a card can be opened and used all the same. */
  readonly #left = new Map<string, Judged>();
  #summaryTimer: ReturnType<typeof setTimeout> | undefined;
  #announced = 0;
  readonly #openRoots: boolean;

  constructor(start: {
    settings: Settings;
    dismissals: readonly Dismissal[];
    rules: Rules | undefined;
    openRoots: boolean;
  }) {
    this.#settings = start.settings;
    this.#dismissals = start.dismissals;
    this.#rules = start.rules;
    this.#openRoots = start.openRoots;
  }

  /** Starts or stops reading, as the settings say. */
  refresh(): void {
    const on =
      this.#rules !== undefined &&
      !isPaused(this.#settings, Date.now()) &&
      !isQuietSite(this.#settings, this.#host);
    if (on && !this.#watching) this.#start();
    else if (!on && this.#watching) this.stop();
    if (!on) this.#tellSoon();
  }

  changeSettings(settings: Settings): void {
    this.#settings = settings;
    this.#asked.clear();
    this.refresh();
    this.#show();
  }

  changeDismissals(list: readonly Dismissal[]): void {
    this.#dismissals = list;
    const now = Date.now();
    for (const [key, one] of this.#judged)
      this.#judged.set(key, { ...one, quiet: quietBy(one, this.#host, list, now) });
    this.#show();
  }

  /** New rules: everything on the page is judged again, removals included. Changed site descriptions start the reading anew. */
  changeRules(rules: Rules | undefined): void {
    const sitesChanged = JSON.stringify(rules?.sites) !== JSON.stringify(this.#rules?.sites);
    this.#rules = rules;
    if (sitesChanged || !rules) this.stop();
    this.refresh();
    if (!this.#watching) return;
    for (const item of this.#watching.items()) this.#pending.set(item.key, item);
    this.#work();
  }

  stop(): void {
    this.#watching?.stop();
    this.#watching = undefined;
    this.#view?.destroy();
    this.#view = undefined;
    this.#judged.clear();
    this.#pending.clear();
    this.#left.clear();
    this.#asked.clear();
    this.#page = undefined;
    this.#announced = 0;
    clearTimeout(this.#summaryTimer);
  }

  /** Scrolls to an item. */
  showItem(key: string): boolean {
    for (const own of this.#judged.keys())
      if (shortKey(own) === key) return this.#view?.marks.show(own) ?? false;
    return false;
  }

  /** For the popup: what was found on this page. */
  report(): PageReport {
    const { ruleset } = this.#rules ?? {};
    return {
      host: this.#host,
      summary: this.#summary(),
      findings: findingsOf(
        this.#shown(),
        (key) => this.#layout.get(key)?.repeats ?? 1,
        (key) => this.#view?.marks.isLost(key) ?? true,
      ),
      ruleset: ruleset && { version: ruleset.version, createdAt: ruleset.createdAt },
    };
  }

  /** For a report on the page as a whole. */
  capturePage() {
    const capture = captureDocument(this.#siteId, Date.now());
    return { ...capture, rulesetVersion: this.#rules?.ruleset.version };
  }

  #start(): void {
    this.#view = createView(
      {
        language: () => this.#language(),
        judged: (key) => this.#known(key),
        layout: (key) => this.#layout.get(key) ?? { compact: false, repeats: 1 },
        rules: () => this.#rules,
      },
      {
        report: (key) => this.#act(key, (subject, view) => reportItem(subject, view)),
        falseAlarm: (key) => this.#act(key, (subject, view) => dismissItem(subject, view, 'item', true)),
        dismiss: (key, scope) => this.#act(key, (subject, view) => dismissItem(subject, view, scope, false)),
        closeStrip: () => void call('strip/close', undefined),
        lost: () => this.#tellSoon(),
      },
      this.#openRoots,
    );
    const take = (item: ReadItem) => {
      this.#pending.set(item.key, item);
      this.#work();
    };
    const site = siteFor(this.#rules?.sites ?? [], this.#host);
    this.#siteId = site?.id ?? '';
    this.#watching = watchPage({
      document,
      ...(site && { site }),
      events: {
        added: take,
        changed: (item, previous) => {
          if (previous.key !== item.key) this.#forget(previous.key);
          take(item);
        },
        removed: (item) => this.#forget(item.key),
        navigated: () => {
          this.#page = undefined;
          this.#view?.closeCard();
          this.#view?.strip(undefined, undefined);
          this.#tellSoon();
        },
        failed: (where, error) => console.debug('债哨', where, error),
        viewed: (view) => {
          this.#page = view;
          this.#searchStrip();
          this.#tellSoon();
        },
      },
    });
  }

  #forget(key: string): void {
    const judged = this.#judged.get(key);
    this.#pending.delete(key);
    this.#judged.delete(key);
    this.#asked.delete(key);
    if (judged?.item.role === 'danmaku' && isShown(judged, this.#settings)) {
      this.#left.set(key, judged);
      setTimeout(() => this.#left.delete(key), LEFT_MS);
    } else if (this.#view?.cardIsAt(key)) this.#view.closeCard();
    this.#view?.marks.drop(key, true);
    this.#tellSoon();
  }

  /** An item of the page, or a danmaku that has just left. */
  #known(key: string): Judged | undefined {
    return this.#judged.get(key) ?? this.#left.get(key);
  }

  #work(): void {
    if (this.#running) return;
    this.#running = true;
    setTimeout(() => {
      const end = performance.now() + SLICE_MS;
      const now = Date.now();
      for (const [key, item] of this.#pending) {
        if (!this.#rules || performance.now() > end) break;
        this.#pending.delete(key);
        const judged = judge(item, this.#rules.ruleset, this.#judged.get(key)?.firstSeen ?? now);
        this.#judged.set(key, { ...judged, quiet: quietBy(judged, this.#host, this.#dismissals, now) });
      }
      this.#running = false;
      const more = this.#pending.size > 0 && this.#rules !== undefined;
      // Bringing the marks in line goes through all items: while thousands wait to be judged, not after every few.
      if (!more || performance.now() - this.#shownAt > SHOW_MS) this.#show();
      if (more) this.#work();
    });
  }

  /** Brings the marks in line with what is known. */
  #show(): void {
    if (!this.#view) return;
    this.#shownAt = performance.now();
    const shown = this.#shown();
    this.#layout = layOut(shown);
    const keys = new Set(shown.map(({ item }) => item.key));
    for (const { item } of this.#judged.values()) {
      if (keys.has(item.key)) continue;
      this.#asked.delete(item.key);
      this.#view.marks.drop(item.key);
    }
    for (const one of shown) {
      const { compact, repeats } = this.#layout.get(one.item.key)!;
      const asked = this.#asked.get(one.item.key);
      if (asked?.judged === one && asked.compact === compact && asked.repeats === repeats) continue;
      this.#asked.set(one.item.key, { judged: one, compact, repeats });
      this.#view.marks.put({
        item: one.item,
        level: one.verdict.level,
        spans: one.verdict.reasons.map(({ start, end }) => [start, end] as const),
        cover: isCoverable(one, this.#settings),
      });
    }
    const warned = shown.filter((one) => isWarning(one.verdict.level)).length;
    if (warned > this.#announced) {
      this.#view.announce(translator(overlayTexts, this.#language())('live.found', { count: warned }));
    }
    this.#announced = warned;
    this.#searchStrip();
    this.#tellSoon();
  }

  #shown(): Judged[] {
    return [...this.#judged.values()].filter((one) => isShown(one, this.#settings));
  }

  #searchStrip(): void {
    if (!this.#view || !this.#rules?.guidance) return;
    const first = this.#watching?.items()[0];
    // Before the results are there, nobody knows where "above the results" is.
    if (!first && !this.#page) return;
    const { searchStrip, searchStripClosed } = this.#settings;
    const query = searchStrip && !searchStripClosed ? searchQuery(location.href) : undefined;
    const verdict =
      query === undefined ? undefined : assess({ text: query, role: 'search' }, this.#rules.ruleset);
    if (!verdict || verdict.level === 'none' || verdict.category === 'lawful')
      return this.#view.strip(undefined, undefined);
    const advice = adviceFor(this.#rules.guidance, verdict.category, 'caution', this.#language());
    this.#view.strip(advice, first);
  }

  /** Does what the reader asked for about an item, as it is known now. */
  #act(key: string, run: (subject: ItemSubject, view: View) => Promise<void>): void {
    const judged = this.#known(key);
    if (!judged || !this.#view) return;
    const subject: ItemSubject = {
      ...{ judged, host: this.#host, language: this.#language() },
      ...{ rulesetVersion: this.#rules?.ruleset.version, onPage: this.#watching?.items() ?? [] },
    };
    void run(subject, this.#view);
  }

  #language() {
    return languageOf(this.#settings, navigator.language);
  }

  #summary(): PageSummary {
    return summaryOf(this.#shown(), this.#judged.size, this.#watching !== undefined, this.#page);
  }

  #tellSoon(): void {
    clearTimeout(this.#summaryTimer);
    this.#summaryTimer = setTimeout(() => void call('page/summary', this.#summary()), SUMMARY_MS);
  }
}
