import {
  bandKeys,
  foldPlainly,
  SAME_TEMPLATE,
  signatureOf,
  similarity,
  type Signature,
} from './near-text.ts';
import type { Handle, Report } from './record-format.ts';
import { normalHandle } from './redact.ts';
import { accountKey } from './subject-key.ts';

/** Why reports stand together. Counts and words are for showing. */
type ClusterReason =
  /** Near-duplicate texts after folding. `similarity`: share of common trigrams of the least similar pair compared. */
  | { readonly kind: 'near_text'; readonly similarity: number; readonly sample: string }
  /** The same short text, word for word after folding. */
  | { readonly kind: 'same_text'; readonly sample: string }
  | { readonly kind: 'handle'; readonly handle: Pick<Handle, 'kind' | 'value'> }
  | { readonly kind: 'account'; readonly account: string; readonly name: string }
  /** One template from several accounts within a short time. */
  | { readonly kind: 'burst'; readonly accounts: number; readonly minutes: number; readonly sample: string };

export type ClusterKind = 'text' | 'handle' | 'account' | 'burst';

/** Reports that one decision may settle. A report can stand in one cluster of each kind. */
export interface Cluster {
  /** Kind and the smallest report id, or the handle or account: the same members give the same id. */
  readonly id: string;
  readonly kind: ClusterKind;
  readonly reports: readonly string[];
  readonly subjects: readonly string[];
  readonly accounts: number;
  readonly why: ClusterReason;
}

export interface ClusterIndex {
  /** Adds a report; known ones change nothing. */
  add(report: Report): void;
  /** All clusters of at least `least` reports (default 2), largest first. */
  list(kind: ClusterKind, least?: number): readonly Cluster[];
  /** Clusters that hold this report. */
  of(report: string): readonly Cluster[];
  cluster(id: string): Cluster | null;
}

/** A burst: this many accounts, same template, within this many minutes. Cofacts saw 4 accounts in 8 min 25 s. */
const BURST = { accounts: 3, minutes: 60 } as const;
/** Compared per band at most: keeps a crowd of unrelated texts in one band from making adding slow. */
const LEADERS_PER_BAND = 6;

interface Entry {
  readonly id: string;
  readonly subject: string;
  readonly account: string;
  readonly accountName: string;
  readonly seen: number;
  readonly text: string;
  readonly handles: readonly { key: string; handle: Pick<Handle, 'kind' | 'value'> }[];
}

/**
 * Groups reports while they come in: by template (MinHash over folded trigrams, banded, so that each new report is
 * compared with a handful instead of all), by contact handle, by account, and by bursts inside a template.
 *
 * Groups are kept apart by kind and never merged across kinds: two templates that share one handle stay two templates,
 * so that a decision over a cluster never reaches what nobody looked at.
 *
 * @param options.fold - the engine's folding; default {@link foldPlainly}
 */
export function createClusterIndex(options: { readonly fold?: (text: string) => string } = {}): ClusterIndex {
  const fold = options.fold ?? foldPlainly;
  const entries: Entry[] = [];
  const known = new Map<string, number>();
  const parent: number[] = [];
  const least: number[] = [];
  const exact = new Map<string, number>();
  const short = new Set<number>();
  const bands = new Map<number, { index: number; signature: Signature }[]>();
  const byHandle = new Map<string, number[]>();
  const byAccount = new Map<string, number[]>();
  const cache = new Map<ClusterKind, readonly Cluster[]>();
  const memberOf = new Map<ClusterKind, Map<string, Cluster[]>>();

  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = index; parent[at] !== root;) [at, parent[at]] = [parent[at]!, root];
    return root;
  };
  const join = (a: number, b: number, alike: number) => {
    const [first, second] = [rootOf(a), rootOf(b)];
    const low = Math.min(least[first]!, least[second]!, alike);
    const [root, child] = first < second ? [first, second] : [second, first];
    parent[child] = root;
    least[root] = low;
  };

  const place = (index: number, folded: string) => {
    const twin = exact.get(folded);
    if (twin !== undefined) return join(index, twin, 1);
    exact.set(folded, index);
    const signature = signatureOf(folded);
    if (signature === null) {
      short.add(index);
      return;
    }
    const compared = new Set<number>();
    let leader = true;
    const keys = bandKeys(signature);
    for (const key of keys) {
      for (const other of bands.get(key) ?? []) {
        if (compared.has(other.index)) continue;
        compared.add(other.index);
        const alike = similarity(signature, other.signature);
        if (alike < SAME_TEMPLATE) continue;
        join(index, other.index, alike);
        if (alike > 0.9) leader = false;
      }
    }
    // Nearly equal texts need no entry of their own: whoever resembles them resembles their leader.
    if (!leader) return;
    for (const key of keys) {
      const others = bands.get(key);
      if (others === undefined) bands.set(key, [{ index, signature }]);
      else if (others.length < LEADERS_PER_BAND) others.push({ index, signature });
    }
  };

  const list = (kind: ClusterKind): readonly Cluster[] => {
    const ready = cache.get(kind);
    if (ready) return ready;
    const made = build(kind).sort((a, b) => b.reports.length - a.reports.length || (a.id < b.id ? -1 : 1));
    const members = new Map<string, Cluster[]>();
    for (const cluster of made) {
      for (const report of cluster.reports) {
        const has = members.get(report);
        if (has) has.push(cluster);
        else members.set(report, [cluster]);
      }
    }
    cache.set(kind, made);
    memberOf.set(kind, members);
    return made;
  };

  const build = (kind: ClusterKind): Cluster[] => {
    if (kind === 'handle') {
      return groups(byHandle).map(([key, indexes]) =>
        cluster(kind, key, indexes, {
          kind: 'handle',
          handle: entries[indexes[0]!]!.handles.find((one) => one.key === key)!.handle,
        }),
      );
    }
    if (kind === 'account') {
      return groups(byAccount).map(([key, indexes]) =>
        cluster(kind, key, indexes, {
          kind: 'account',
          account: key,
          name: entries[indexes[0]!]!.accountName,
        }),
      );
    }
    const templates = Map.groupBy(entries.keys(), rootOf);
    const out: Cluster[] = [];
    for (const [root, indexes] of templates) {
      if (indexes.length < 2) continue;
      const sample = entries[root]!.text.slice(0, 200);
      if (kind === 'burst') {
        const burst = burstIn(indexes, entries);
        if (burst !== null)
          out.push(
            cluster(kind, null, burst.indexes, {
              kind: 'burst',
              accounts: burst.accounts,
              minutes: burst.minutes,
              sample,
            }),
          );
      } else {
        const why: ClusterReason = short.has(root)
          ? { kind: 'same_text', sample }
          : { kind: 'near_text', similarity: least[root]!, sample };
        out.push(cluster(kind, null, indexes, why));
      }
    }
    return out;
  };

  const cluster = (
    kind: ClusterKind,
    key: string | null,
    indexes: readonly number[],
    why: ClusterReason,
  ): Cluster => {
    const reports = indexes.map((index) => entries[index]!.id).sort();
    return {
      id: `${kind}:${key ?? reports[0]}`,
      kind,
      reports,
      subjects: [...new Set(indexes.map((index) => entries[index]!.subject))].sort(),
      accounts: new Set(indexes.map((index) => entries[index]!.account)).size,
      why,
    };
  };

  return {
    add(report) {
      if (known.has(report.id)) return;
      const index = entries.length;
      const entry = entryOf(report);
      known.set(report.id, index);
      entries.push(entry);
      parent.push(index);
      least.push(1);
      const folded = fold(entry.text);
      if (folded !== '') place(index, folded);
      for (const { key } of entry.handles) push(byHandle, key, index);
      if (entry.account !== '') push(byAccount, entry.account, index);
      cache.clear();
    },
    list: (kind, size = 2) => list(kind).filter((one) => one.reports.length >= size),
    of(report) {
      return (['text', 'burst', 'handle', 'account'] as const).flatMap((kind) => {
        list(kind);
        return memberOf.get(kind)!.get(report) ?? [];
      });
    },
    cluster: (id) => list(id.slice(0, id.indexOf(':')) as ClusterKind).find((one) => one.id === id) ?? null,
  };
}

function entryOf(report: Report): Entry {
  const { author } = report;
  const handles = report.handles
    .filter((one) => one.whose === 'advertiser' && one.state === 'kept' && one.value !== '')
    .map((one) => ({
      key: `${one.kind}:${normalHandle(one.kind, one.value)}`,
      handle: { kind: one.kind, value: one.value },
    }));
  return {
    id: report.id,
    subject: report.subject,
    account:
      author === null || (author.id === null && author.name.trim() === '')
        ? ''
        : accountKey(report.site, author.id, author.name),
    accountName: author?.name ?? '',
    seen: Date.parse(report.firstSeen),
    text: report.text,
    handles: [...new Map(handles.map((one) => [one.key, one])).values()],
  };
}

/** The largest set of reports of one template that several accounts left within a short time, if there is one. */
function burstIn(
  indexes: readonly number[],
  entries: readonly Entry[],
): { indexes: number[]; accounts: number; minutes: number } | null {
  const sorted = indexes
    .filter((index) => entries[index]!.account !== '')
    .sort((a, b) => entries[a]!.seen - entries[b]!.seen);
  const counts = new Map<string, number>();
  let best: { from: number; to: number; accounts: number } | null = null;
  for (let from = 0, to = 0; to < sorted.length; to += 1) {
    const { account, seen } = entries[sorted[to]!]!;
    counts.set(account, (counts.get(account) ?? 0) + 1);
    while (seen - entries[sorted[from]!]!.seen > BURST.minutes * 60_000) {
      const gone = entries[sorted[from]!]!.account;
      counts.set(gone, counts.get(gone)! - 1);
      if (counts.get(gone) === 0) counts.delete(gone);
      from += 1;
    }
    if (counts.size >= BURST.accounts && counts.size > (best?.accounts ?? 0))
      best = { from, to, accounts: counts.size };
  }
  if (best === null) return null;
  const inside = sorted.slice(best.from, best.to + 1);
  const minutes = Math.ceil((entries[inside.at(-1)!]!.seen - entries[inside[0]!]!.seen) / 60_000);
  return { indexes: inside, accounts: best.accounts, minutes };
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function groups(map: ReadonlyMap<string, number[]>): [string, number[]][] {
  return [...map].filter(([, indexes]) => indexes.length > 1);
}
