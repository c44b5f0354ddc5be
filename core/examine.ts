import type { Evidence, Surroundings } from './judge/evidence.ts';
import { judge, summarize } from './judge/judge.ts';
import type { Item } from './item.ts';
import { createHits, match } from './match/matcher.ts';
import type { Ruleset } from './ruleset/ruleset.ts';
import { canonical, createCanonical, type Canonical } from './text/canonical.ts';
import { createFolded, fold } from './text/fold.ts';

/** Everything known of an item before it is scored. The buffers belong to this module: read them before the next call. */
export interface Examined {
  readonly text: Canonical;
  readonly thread: Canonical | undefined;
  readonly evidence: Evidence;
}

/** Characters read of one item: longer texts are cut. Articles of this length are rare, and a lure that begins later is read by nobody. */
const TEXT_LIMIT = 100_000;

const folded = createFolded();
const hits = createHits();
const text = createCanonical();
/** For what an item stands under and its author's name, while the item itself is in the buffers above. */
const around = { folded: createFolded(64), hits: createHits(16) };

/** What was made of a thread. Comments under one post come in a row, so the last few are kept. */
interface ReadThread {
  readonly canonical: Canonical;
  readonly summary: Surroundings;
}
const KEPT_THREADS = 64;
const threads = new WeakMap<Ruleset, Map<string, ReadThread>>();

function readThread(raw: string, ruleset: Ruleset): ReadThread {
  let known = threads.get(ruleset);
  if (known === undefined) threads.set(ruleset, (known = new Map()));
  let thread = known.get(raw);
  if (thread === undefined) {
    fold(raw.slice(0, TEXT_LIMIT), ruleset.foldTables, around.folded);
    match(around.folded, ruleset.matcher, around.hits);
    thread = {
      canonical: canonical(around.folded, around.hits, ruleset.matcher.standard),
      summary: summarize(around.hits, around.folded, ruleset),
    };
    if (known.size >= KEPT_THREADS) known.delete(known.keys().next().value!);
    known.set(raw, thread);
  }
  return thread;
}

function readAuthor(name: string, ruleset: Ruleset): Surroundings {
  fold(name, ruleset.foldTables, around.folded);
  return summarize(match(around.folded, ruleset.matcher, around.hits), around.folded, ruleset);
}

/**
 * Folds and matches an item and weighs what the rules see in it. Linear in the length of text and thread.
 *
 * @param item - raw text and its surroundings
 * @param ruleset - a loaded ruleset
 */
export function examine(item: Item, ruleset: Ruleset): Examined {
  const thread =
    item.thread === undefined || item.thread === '' ? undefined : readThread(item.thread, ruleset);
  const author =
    item.author === undefined || item.author === '' ? undefined : readAuthor(item.author, ruleset);
  fold(item.text.slice(0, TEXT_LIMIT), ruleset.foldTables, folded);
  match(folded, ruleset.matcher, hits);
  const evidence = judge(hits, folded, item, ruleset, { thread: thread?.summary, author });
  return {
    text: canonical(folded, hits, ruleset.matcher.standard, text),
    thread: thread?.canonical,
    evidence,
  };
}
