import { native, parentOf } from './native.ts';
import { type SiteDescription } from '../core/ruleset/site-format.ts';
import { openRoots, type Scope } from './deep-select.ts';
import { GENERIC } from './generic-reader.ts';
import { GenericWatch } from './generic-watch.ts';
import { IdleWork } from './idle-work.ts';
import { isLaidOut } from './layout.ts';
import { LiveItems } from './live-items.ts';
import { watchNavigation } from './navigation.ts';
import { ItemReader, type ReadPass } from './read-items.ts';
import { readFallback } from './read-page.ts';
import { type WatchEvents, type Watching } from './watch-events.ts';

export interface WatchOptions {
  readonly document: Document;
  /** The page's site description; left out: the generic reader reads it. */
  readonly site?: SiteDescription;
  readonly events: WatchEvents;
  /** The address now; default: the document's. */
  readonly url?: () => string;
  /** Time after which a page view counts as settled and is told by `viewed`, ms. Default 4000: slow sites mount lists in two to three. */
  readonly settle?: number;
}

/** After a navigation the old content stands a moment longer; ms until all is read again. */
const AFTER_NAVIGATION = 250;
/** A shadow host is looked at again so many times, each {@link LATE_ROOT} ms, for its root may come later than the host. */
const LATE_ROOT_TRIES = 20;
const LATE_ROOT = 250;

/**
 * Reads a page and goes on reading as it changes: feeds that grow, nodes that are reused for other items, navigation without loading.
 *
 * One observer watches the document and every open shadow root that is met. Its callback only notes which subtrees were touched; reading
 * happens in idle slices of at most 8 ms and only there. The cost of an added comment does not depend on the length of the list.
 */
export function watchPage(options: WatchOptions): Watching & { readonly cost: IdleWork['cost'] } {
  return options.site ? new Watch(options, options.site) : new GenericWatch(options);
}

class Watch implements Watching {
  readonly #document: Document;
  readonly #site: SiteDescription;
  readonly #events: WatchEvents;
  readonly #url: () => string;
  readonly #settleAfter: number;
  readonly #reader: ItemReader;
  readonly #live: LiveItems;
  readonly #work: IdleWork;
  readonly #end = new AbortController();
  readonly #observer: MutationObserver;
  readonly #observed = new WeakSet<Node>();
  readonly #unseen: IntersectionObserver | undefined;
  readonly #grouped: ReadonlySet<string>;
  /** Names of descriptions that are threads of the whole page: when one appears, items read before it are read again. */
  readonly #pageThreads: ReadonlySet<string>;
  #subtrees = new Set<Scope>();
  #touched = new Set<Element>();
  #gone: Element[] = [];
  #candidates = new Set<Element>();
  #pass: ReadPass | null = null;
  #timers = new Set<number>();
  #fallback: Element[] = [];
  #threadsChanged = false;
  /** Page threads that were met on this page view; only the first of a name changes what was read before. */
  #knownThreads = new Set<string>();

  constructor({ document, events, url, settle }: WatchOptions, site: SiteDescription) {
    this.#document = document;
    this.#site = site;
    this.#events = events;
    this.#url = url ?? (() => document.location.href);
    this.#settleAfter = settle ?? 4000;
    this.#reader = new ItemReader(site, document, (where, error) => events.failed?.(where, error));
    this.#grouped = new Set(this.#reader.site.items.filter((item) => item.group).map((item) => item.name));
    this.#pageThreads = new Set(
      this.#reader.site.items.flatMap((item) => item.thread.filter((one) => one.page).map((one) => one.item)),
    );
    this.#live = new LiveItems(events);
    const window = native(document, 'defaultView')!;
    this.#work = new IdleWork(window, () => this.#safeStep(), this.#end.signal);
    this.#observer = new MutationObserver((records) => this.#note(records));
    if ('IntersectionObserver' in window)
      this.#unseen = new IntersectionObserver((entries) => this.#shown(entries));
    this.#observe(document);
    this.#subtrees.add(document);
    watchNavigation(window, this.#url, (now) => this.#navigated(now), this.#end.signal);
    this.#work.schedule();
    this.#later(this.#settleAfter, () => this.#settled());
  }

  get size(): number {
    return this.#live.size;
  }

  get cost() {
    return this.#work.cost;
  }

  items() {
    return this.#live.values();
  }

  stop(): void {
    this.#end.abort();
    this.#observer.disconnect();
    this.#unseen?.disconnect();
    for (const timer of this.#timers) native(this.#document, 'defaultView')?.clearTimeout(timer);
    this.#live.clear();
    this.#subtrees.clear();
    this.#touched.clear();
    this.#candidates.clear();
    this.#gone = [];
    this.#pass = null;
  }

  #observe(root: Node): void {
    if (this.#observed.has(root)) return;
    this.#observed.add(root);
    this.#observer.observe(root, {
      ...{ childList: true, subtree: true, characterData: true, attributes: true },
      attributeFilter: [...this.#reader.site.attributes],
    });
  }

  /** The observer's callback: no layout, no queries, only notes. */
  #note(records: MutationRecord[]): void {
    for (const { type, target, addedNodes, removedNodes } of records) {
      const element = target.nodeType === 1 ? (target as Element) : elementAbove(target);
      if (element) this.#touched.add(element);
      if (type !== 'childList') continue;
      for (const node of addedNodes) if (node.nodeType === 1) this.#subtrees.add(node as Element);
      for (const node of removedNodes) if (node.nodeType === 1) this.#gone.push(node as Element);
    }
    this.#work.schedule();
  }

  /** Each step takes what it works on off its list first: a node that crashes it costs that node alone. */
  #safeStep(): boolean {
    try {
      return this.#step();
    } catch (error) {
      this.#events.failed?.(this.#site.id, error);
      return this.#subtrees.size + this.#touched.size + this.#candidates.size + this.#gone.length > 0;
    }
  }

  /** One small piece of work; what has left goes first, so that nothing is held longer than needed. */
  #step(): boolean {
    if (this.#gone.length > 0) {
      this.#letGo(this.#gone.pop()!);
      return true;
    }
    this.#pass ??= this.#reader.pass(this.#url());
    const subtree = first(this.#subtrees);
    if (subtree) {
      this.#enter(subtree, this.#pass);
      return true;
    }
    const touched = first(this.#touched);
    if (touched) {
      const owner = touched.isConnected ? this.#pass.owner(touched) : null;
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
      for (const element of this.#live.elements()) this.#candidates.add(element);
      return this.#candidates.size > 0;
    }
    return false;
  }

  /** Finds the items and the shadow roots of a new subtree. */
  #enter(subtree: Scope, pass: ReadPass): void {
    if (!subtree.isConnected) return;
    for (const root of openRoots(subtree, this.#reader.site.shadow))
      if (root !== subtree) this.#observe(root);
    this.#awaitRoots(subtree, 0);
    for (const element of pass.elements(subtree)) this.#candidates.add(element);
  }

  /** A custom element may get its root after it was inserted, which no observer sees. */
  #awaitRoots(subtree: Scope, tries: number): void {
    const { shadow } = this.#reader.site;
    if (shadow === '') return;
    const late = [...subtree.querySelectorAll(shadow)].filter((host) => !host.shadowRoot);
    if (subtree.nodeType === 1 && (subtree as Element).matches(shadow) && !(subtree as Element).shadowRoot)
      late.push(subtree as Element);
    if (late.length === 0 || tries >= LATE_ROOT_TRIES) return;
    this.#later(LATE_ROOT, () => {
      for (const host of late) {
        if (host.shadowRoot) this.#subtrees.add(host);
        else if (host.isConnected) this.#awaitRoots(host, tries + 1);
      }
      this.#work.schedule();
    });
  }

  #read(element: Element, pass: ReadPass): void {
    if (!element.isConnected) return this.#live.remove(element);
    const before = this.#live.has(element);
    const item = pass.read(element);
    this.#live.set(element, item, item !== null && this.#grouped.has(item.name));
    // Read once it is shown: hidden twins, folded panels, pages kept in the background.
    if (!item && !isLaidOut(element)) this.#unseen?.observe(element);
    if (!item || before) return;
    // Late, but after all: what the fallback read is covered by the description.
    for (const other of this.#fallback.splice(0)) this.#live.remove(other);
    if (!this.#pageThreads.has(item.name) || this.#knownThreads.has(item.name)) return;
    this.#knownThreads.add(item.name);
    this.#threadsChanged = this.#live.size > 1;
  }

  #shown(entries: IntersectionObserverEntry[]): void {
    for (const { target, boundingClientRect } of entries) {
      const isShown = boundingClientRect.width > 0 || boundingClientRect.height > 0;
      if (!isShown && target.isConnected) continue;
      this.#unseen?.unobserve(target);
      if (isShown) this.#candidates.add(target);
    }
    this.#work.schedule();
  }

  /** Lets the items of a removed subtree go, unless it was only moved. */
  #letGo(subtree: Element): void {
    if (subtree.isConnected || this.#live.size === 0) return;
    for (const root of openRoots(subtree, this.#reader.site.shadow)) {
      if (root.nodeType === 1) this.#live.remove(root as Element);
      for (const element of native(root, 'querySelectorAll')('*'))
        if (this.#live.has(element)) this.#live.remove(element);
    }
  }

  #navigated(url: string): void {
    this.#events.navigated?.(url);
    this.#pass = null;
    this.#knownThreads.clear();
    for (const element of this.#fallback.splice(0)) this.#live.remove(element);
    this.#later(AFTER_NAVIGATION, () => {
      this.#pass = null;
      for (const element of this.#live.elements()) this.#candidates.add(element);
      this.#subtrees.add(this.#document);
      this.#work.schedule();
    });
    this.#later(this.#settleAfter, () => this.#settled());
  }

  /** The page view is over its loading: where nothing was found, the fallback reads, and the caller is told. */
  #settled(): void {
    try {
      const pass = this.#reader.pass(this.#url());
      const found = this.#live.values().filter((item) => !this.#fallback.includes(item.element)).length;
      const { items, view } = readFallback(this.#document, pass, this.#site.id, found);
      for (const item of items) {
        this.#fallback.push(item.element);
        this.#live.set(item.element, item);
      }
      this.#events.viewed?.(view);
    } catch (error) {
      this.#events.failed?.(`${this.#site.id}/${GENERIC}`, error);
    }
  }

  #later(delay: number, run: () => void): void {
    const window = native(this.#document, 'defaultView');
    if (!window || this.#end.signal.aborted) return;
    const timer = window.setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, delay);
    this.#timers.add(timer);
  }
}

/** The element that a text node or a shadow root belongs to. */
function elementAbove(node: Node): Element | null {
  if (node.nodeType === 11) return (node as ShadowRoot).host ?? null;
  return parentOf(node) ?? (node.parentNode ? elementAbove(node.parentNode) : null);
}

/** Takes the first of a set out of it. */
function first<T>(set: Set<T>): T | undefined {
  for (const one of set) {
    set.delete(one);
    return one;
  }
  return undefined;
}
