import type { PageReport, PageSummary } from '../../messaging/findings.ts';
import type { PointedPlace, ReportCapture } from '../../messaging/report-capture.ts';
import { call } from '../../messaging/messenger.ts';
import type { PageView, Watching } from '../../page/watch-events.ts';
import { watchPage } from '../../page/watch.ts';
import type { Dismissal } from '../../settings/dismissals.ts';
import { languageOf } from '../../settings/language.ts';
import { isPaused, isQuietSite, type Settings } from '../../settings/settings.ts';
import { dismissItem, reportItem, type ItemSubject } from './act-on-item.ts';
import { captureDocument, captureItem, pointedItem } from './capture.ts';
import { judge, type Judged } from './judged.ts';
import { JudgedItems } from './judged-items.ts';
import { JudgingQueue } from './judging-queue.ts';
import { Ends } from './ends.ts';
import { findingsOf, summaryOf } from './page-report.ts';
import { PointerPlace } from './pointer-place.ts';
import { createView, type View } from './overlay-view.tsx';
import { siteFor } from '../../core/ruleset/site-for.ts';
import { type Rules } from './rules.ts';
import { searchAdvice } from './search-advice.ts';
import { ShownMarks } from './shown-marks.ts';

/** While much waits to be judged: milliseconds between bringing the marks in line. */
const SHOW_MS = 150;
/** Milliseconds after the last change before the badge is told. */
const SUMMARY_MS = 250;

/** Reads one page: watches items, judges them, marks them, tells the badge. Holds all state of the page; `stop` lets go of it. */
export class Reader {
  readonly #host = location.hostname;
  readonly #items = new JudgedItems(this.#host);
  readonly #queue = new JudgingQueue({
    isReady: () => this.#rules !== undefined,
    judge: (item, now) => {
      if (this.#rules) this.#items.judge(item, this.#rules.ruleset, this.#dismissals, now);
    },
    paused: (more) => {
      // Bringing the marks in line goes through all items: while thousands wait to be judged, not after every few.
      if (!more || this.#marks.age > SHOW_MS) this.#show();
    },
  });
  #settings: Settings;
  #dismissals: readonly Dismissal[];
  #rules: Rules | undefined;
  readonly #marks = new ShownMarks();
  #watching: Watching | undefined;
  #view: View | undefined;
  #page: PageView | undefined;
  readonly #end = new AbortController();
  readonly #pointer = new PointerPlace(window, this.#end.signal);
  readonly #ends = new Ends(document, this.#end.signal, () => this.#applyTime());
  /** Id of the site description in use; empty for other sites. */
  #siteId = '';
  #summaryTimer: ReturnType<typeof setTimeout> | undefined;
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

  /** Starts or stops reading, as the settings say. A page that was left stays unread, whatever was still on its way. */
  refresh(): void {
    if (this.#end.signal.aborted) return;
    this.#ends.watch(this.#settings, this.#dismissals, this.#host);
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
    this.#marks.redraw();
    this.refresh();
    this.#show();
  }

  changeDismissals(list: readonly Dismissal[]): void {
    this.#dismissals = list;
    this.#applyTime();
  }

  /** Something may have begun or ended by itself: a pause, a quiet week. */
  #applyTime(): void {
    this.#items.applyDismissals(this.#dismissals, Date.now());
    this.refresh();
    this.#show();
  }

  /** New rules: everything on the page is judged again, removals included. Changed site descriptions start the reading anew. */
  changeRules(rules: Rules | undefined): void {
    const sitesChanged = JSON.stringify(rules?.sites) !== JSON.stringify(this.#rules?.sites);
    this.#rules = rules;
    if (sitesChanged || !rules) this.stop();
    this.refresh();
    if (!this.#watching) return;
    this.#queue.add(this.#watching.items());
  }

  stop(): void {
    this.#watching?.stop();
    this.#watching = undefined;
    this.#view?.destroy();
    this.#view = undefined;
    this.#items.clear();
    this.#queue.clear();
    this.#marks.reset();
    this.#page = undefined;
    clearTimeout(this.#summaryTimer);
  }

  /** Scrolls to an item. */
  showItem(key: string): boolean {
    const own = this.#items.keyOf(key);
    return own !== undefined && (this.#view?.marks.show(own) ?? false);
  }

  /** For the popup: what was found on this page. */
  report(): PageReport {
    const { ruleset } = this.#rules ?? {};
    return {
      host: this.#host,
      summary: this.#summary(),
      findings: findingsOf(
        this.#items.shown(this.#settings),
        (key) => this.#marks.layout(key).repeats,
        (key) => this.#view?.marks.isUnseen(key) ?? true,
      ),
      quieted: this.#items.quieted(this.#settings),
      ruleset: ruleset && { version: ruleset.version, createdAt: ruleset.createdAt },
    };
  }

  /** For a report on the page as a whole. */
  capturePage(): ReportCapture {
    const capture = captureDocument(this.#siteId, Date.now());
    return { ...capture, rulesetVersion: this.#rules?.ruleset.version };
  }

  /** For a report on a place: as from the marker where it belongs to an item, else the page. */
  capturePlace(place: PointedPlace): ReportCapture {
    const items = this.#watching?.items() ?? [];
    const pointed = this.#rules && pointedItem(place, items, this.#pointer);
    if (!pointed || !this.#rules) return this.capturePage();
    const { item, selected } = pointed;
    const { version } = this.#rules.ruleset;
    const judged = this.#items.here(item.key) ?? {
      ...judge(item, this.#rules.ruleset, Date.now()),
      quiet: undefined,
    };
    return { ...captureItem({ ...judged, item }, 'lure', version, items), selected };
  }

  /** Lets go of the page for good. */
  leave(): void {
    this.stop();
    this.#end.abort();
  }

  #start(): void {
    this.#view = createView(
      {
        language: () => this.#language(),
        judged: (key) => this.#items.known(key),
        layout: (key) => this.#marks.layout(key),
        rules: () => this.#rules,
      },
      {
        report: (judged) => this.#act(judged, (subject, view) => reportItem(subject, view)),
        falseAlarm: (judged) =>
          this.#act(judged, (subject, view) => dismissItem(subject, view, 'item', true)),
        dismiss: (judged, scope) =>
          this.#act(judged, (subject, view) => dismissItem(subject, view, scope, false)),
        closeStrip: () => void call('strip/close', undefined),
        lost: () => this.#tellSoon(),
      },
      this.#openRoots,
    );
    const site = siteFor(this.#rules?.sites ?? [], this.#host);
    this.#siteId = site?.id ?? '';
    this.#watching = watchPage({
      document,
      ...(site && { site }),
      events: {
        added: (item) => this.#queue.add([item]),
        changed: (item, previous) => {
          if (previous.key !== item.key) this.#forget(previous.key);
          this.#queue.add([item]);
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

  /** An item has left the page. */
  #forget(key: string): void {
    this.#queue.drop(key);
    this.#marks.forget(key);
    const isKnown = this.#items.remove(key, this.#settings);
    if (!isKnown && this.#view?.cardIsAt(key)) this.#view.closeCard();
    this.#view?.marks.drop(key, true);
    this.#tellSoon();
  }

  /** Brings the marks in line with what is known. */
  #show(): void {
    if (!this.#view) return;
    this.#marks.update(this.#view, this.#items, this.#settings, this.#language());
    this.#searchStrip();
    this.#tellSoon();
  }

  /** Puts the strip above the results, or takes it away. */
  #searchStrip(): void {
    if (!this.#view || !this.#rules?.guidance) return;
    const first = this.#watching?.items()[0];
    // Before the results are there, nobody knows where "above the results" is.
    if (!first && !this.#page) return;
    this.#view.strip(searchAdvice(location.href, this.#rules, this.#settings, this.#language()), first);
  }

  /** Does what the reader asked for about an item. */
  #act(judged: Judged, run: (subject: ItemSubject, view: View) => Promise<void>): void {
    if (!this.#view) return;
    const subject: ItemSubject = {
      judged,
      host: this.#host,
      language: this.#language(),
      rulesetVersion: this.#rules?.ruleset.version,
      onPage: this.#watching?.items() ?? [],
    };
    void run(subject, this.#view);
  }

  #language() {
    return languageOf(this.#settings);
  }

  #summary(): PageSummary {
    const shown = this.#items.shown(this.#settings);
    return summaryOf(shown, this.#items.size, this.#watching !== undefined, this.#page);
  }

  /** Tells badge and popup once the page has come to rest. */
  #tellSoon(): void {
    clearTimeout(this.#summaryTimer);
    this.#summaryTimer = setTimeout(() => void call('page/summary', this.#summary()), SUMMARY_MS);
  }
}
