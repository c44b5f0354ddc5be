import { type SiteDescription } from '../core/ruleset/site-format.ts';
import { openRoots, type Scope } from './deep-select.ts';
import { FallbackReading } from './fallback-reading.ts';
import { GENERIC } from './generic-reader.ts';
import { awaitRoots } from './late-roots.ts';
import { isLaidOut } from './layout.ts';
import { isConnected, native, parentNodeOf, parentOf, typeOf } from './native.ts';
import { PageWatch, type PageWatchOptions } from './page-watch.ts';
import { ItemReader, type ReadPass } from './read-items.ts';
import { readFallbackInSteps } from './read-page.ts';
import { Settling } from './settling.ts';

/** After a navigation the old content stands a moment longer; ms until all is read again. */
const AFTER_NAVIGATION = 250;
/** Slow sites mount their lists in two to three seconds. */
const SETTLE = 4000;

/** Watches a page of a site that has a description. */
export class SiteWatch extends PageWatch {
  readonly #site: SiteDescription;
  readonly #reader: ItemReader;
  readonly #observed = new WeakSet<Node>();
  readonly #unseen: IntersectionObserver | undefined;
  readonly #settling: Settling;
  readonly #grouped: ReadonlySet<string>;
  /** Names of descriptions that are threads of the whole page: when one appears, items read before it are read again. */
  readonly #pageThreads: ReadonlySet<string>;
  readonly #fallback: FallbackReading;
  #subtrees = new Set<Scope>();
  #touched = new Set<Element>();
  #gone: Element[] = [];
  #candidates = new Set<Element>();
  #pass: ReadPass | null = null;
  #threadsChanged = false;
  /** The page changed while it was hidden. */
  #isBehind = false;
  /** Page threads that were met on this page view; only the first of a name changes what was read before. */
  #knownThreads = new Set<string>();

  constructor(options: PageWatchOptions, site: SiteDescription, settle = SETTLE) {
    super(options);
    this.#site = site;
    this.#reader = new ItemReader(site, this.document, (where, error) => this.events.failed?.(where, error));
    this.#grouped = new Set(this.#reader.site.items.filter((item) => item.group).map((item) => item.name));
    this.#pageThreads = new Set(
      this.#reader.site.items.flatMap((item) => item.thread.filter((one) => one.page).map((one) => one.item)),
    );
    if ('IntersectionObserver' in this.window)
      this.#unseen = new IntersectionObserver((entries) => this.#shown(entries));
    this.#observe(this.document);
    this.#subtrees.add(this.document);
    native(this.document, 'addEventListener')('visibilitychange', () => this.#catchUp(), {
      signal: this.end.signal,
    });
    this.#fallback = new FallbackReading({
      live: this.live,
      read: (found) =>
        readFallbackInSteps(this.document, this.#reader.pass(this.url()), this.#site.id, found),
      schedule: () => this.work.schedule(),
      later: (delay, run) => this.later(delay, run),
      viewed: (view) => this.events.viewed?.(view),
    });
    this.#settling = new Settling({
      document: this.document,
      after: settle,
      later: (delay, run) => this.later(delay, run),
      isBusy: () => !this.work.isIdle,
      settled: () => this.#fallback.start(),
      signal: this.end.signal,
    });
    this.work.schedule();
  }

  override stop(): void {
    super.stop();
    this.#unseen?.disconnect();
    this.#dropNotes();
    this.#fallback.clear();
  }

  #observe(root: Node): void {
    if (this.#observed.has(root)) return;
    this.#observed.add(root);
    this.observer.observe(root, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
      attributeFilter: [...this.#reader.site.attributes],
    });
  }

  protected note(records: MutationRecord[]): void {
    if (native(this.document, 'hidden')) {
      // Nothing is read now: notes would hold every node that the page throws away until it is shown.
      this.#isBehind = true;
      return this.#dropNotes();
    }
    for (const { type, target, addedNodes, removedNodes } of records) {
      const element = typeOf(target) === 1 ? (target as Element) : elementAbove(target);
      if (element) this.#touched.add(element);
      if (type !== 'childList') continue;
      for (const node of addedNodes) if (typeOf(node) === 1) this.#subtrees.add(node as Element);
      for (const node of removedNodes) if (typeOf(node) === 1) this.#gone.push(node as Element);
    }
    this.#fallback.changed();
    this.work.schedule();
  }

  #dropNotes(): void {
    this.#subtrees.clear();
    this.#touched.clear();
    this.#candidates.clear();
    this.#gone = [];
    this.#pass = null;
  }

  /** The page is shown again: what it did meanwhile is found by reading all of it. */
  #catchUp(): void {
    if (!this.#isBehind || native(this.document, 'hidden')) return;
    this.#isBehind = false;
    this.#readAnew();
    this.#fallback.changed();
    this.work.schedule();
  }

  /** Looks at everything once more: what is there, and what was. */
  #readAnew(): void {
    this.#readAgain();
    this.#subtrees.add(this.document);
  }

  /** What the generic reader read is no item of the description. */
  #readAgain(): void {
    for (const element of this.live.elements())
      if (!this.#fallback.has(element)) this.#candidates.add(element);
  }

  /** Each step takes what it works on off its list first: a node that crashes it costs that node alone. */
  protected step(): boolean {
    try {
      return this.#oneStep();
    } catch (error) {
      this.events.failed?.(this.#site.id, error);
      return this.#subtrees.size + this.#touched.size + this.#candidates.size + this.#gone.length > 0;
    }
  }

  /** One small piece of work; what has left goes first, so that nothing is held longer than needed. */
  #oneStep(): boolean {
    if (this.#gone.length > 0) {
      this.#letGo(this.#gone.pop()!);
      return true;
    }
    this.#pass ??= this.#reader.pass(this.url());
    const subtree = first(this.#subtrees);
    if (subtree) {
      this.#enter(subtree, this.#pass);
      return true;
    }
    const touched = first(this.#touched);
    if (touched) {
      const owner = isConnected(touched) ? this.#pass.owner(touched) : null;
      if (owner) this.#candidates.add(owner);
      return true;
    }
    const candidate = first(this.#candidates);
    if (candidate) {
      this.#read(candidate, this.#pass);
      return true;
    }
    this.#pass = null;
    if (this.#threadsChanged) {
      this.#threadsChanged = false;
      this.#readAgain();
      return this.#candidates.size > 0;
    }
    return this.#fallbackStep();
  }

  /** Finds the items and the shadow roots of a new subtree. */
  #enter(subtree: Scope, pass: ReadPass): void {
    if (!isConnected(subtree)) return;
    for (const root of openRoots(subtree, this.#reader.site.shadow))
      if (root !== subtree) this.#observe(root);
    awaitRoots(
      subtree,
      this.#reader.site.shadow,
      (delay, run) => this.later(delay, run),
      (host) => {
        this.#subtrees.add(host);
        this.work.schedule();
      },
    );
    for (const element of pass.elements(subtree)) this.#candidates.add(element);
  }

  #read(element: Element, pass: ReadPass): void {
    if (!isConnected(element)) return this.live.remove(element);
    const before = this.live.has(element);
    const item = pass.read(element);
    this.live.set(element, item, item !== null && this.#grouped.has(item.name));
    // Read once it is shown: hidden twins, folded panels, pages kept in the background.
    if (!item && !isLaidOut(element)) this.#unseen?.observe(element);
    if (!item || before) return;
    // Late, but after all: what the generic reader read is covered by the description now.
    if (this.#fallback.isCoveredBy(item)) {
      this.#fallback.clear();
      this.#settling.restart();
    }
    if (!this.#pageThreads.has(item.name) || this.#knownThreads.has(item.name)) return;
    this.#knownThreads.add(item.name);
    this.#threadsChanged = this.live.size > 1;
  }

  #shown(entries: IntersectionObserverEntry[]): void {
    for (const { target, boundingClientRect } of entries) {
      const isShown = boundingClientRect.width > 0 || boundingClientRect.height > 0;
      if (!isShown && isConnected(target)) continue;
      this.#unseen?.unobserve(target);
      if (isShown) this.#candidates.add(target);
    }
    this.work.schedule();
  }

  /** Lets the items of a removed subtree go, unless it was only moved. */
  #letGo(subtree: Element): void {
    if (isConnected(subtree) || this.live.size === 0) return;
    for (const root of openRoots(subtree, this.#reader.site.shadow)) {
      if (typeOf(root) === 1) this.live.remove(root as Element);
      for (const element of native(root, 'querySelectorAll')('*'))
        if (this.live.has(element)) this.live.remove(element);
    }
  }

  protected navigated(url: string): void {
    this.events.navigated?.(url);
    this.#pass = null;
    this.#knownThreads.clear();
    this.#fallback.clear();
    this.later(AFTER_NAVIGATION, () => {
      this.#pass = null;
      this.live.forgetGroups();
      this.#readAnew();
      this.work.schedule();
    });
    this.#settling.restart();
  }

  /** Last of all: the generic reader, where the description found nothing, or no comments. */
  #fallbackStep(): boolean {
    try {
      return this.#fallback.step();
    } catch (error) {
      this.events.failed?.(`${this.#site.id}/${GENERIC}`, error);
      return false;
    }
  }
}

/** The element that a text node or a shadow root belongs to. */
function elementAbove(node: Node): Element | null {
  if (typeOf(node) === 11) return (node as ShadowRoot).host ?? null;
  const parent = parentNodeOf(node);
  return parentOf(node) ?? (parent && elementAbove(parent));
}

/** Takes the first of a set out of it. */
function first<T>(set: Set<T>): T | undefined {
  for (const one of set) {
    set.delete(one);
    return one;
  }
  return undefined;
}
