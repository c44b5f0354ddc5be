import { z } from 'zod';
import { parseBounded } from './bounded-json.ts';
import {
  Changelog,
  type Channel,
  type ChannelState,
  type ChangelogEntry,
  type TrustedMetadata,
} from './channel.ts';
import type { StateChange } from './channel-store.ts';
import { LIMITS } from './limits.ts';
import { fetchFirstRoot } from './tuf/first-root.ts';
import { readRoot, rootFingerprint, sha } from './tuf/read-metadata.ts';
import { refresh } from './tuf/refresh.ts';
import type { Repository } from './tuf/repository.ts';
import { findTarget, readTarget } from './tuf/read-target.ts';
import type { RootSigned, TargetsSigned } from './tuf/metadata-format.ts';
import { accept, refuse, type Result, type UpdateError } from './update-error.ts';

const RULESET_TARGET = 'ruleset.json';
const CHANGELOG_TARGET = 'changelog.json';

interface CheckContext {
  readonly repository: Repository;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Version of the extension: a ruleset it cannot load is tried again when this changes. */
  readonly extension: string;
  /** Tries whether a ruleset can be used; a sentence when it cannot. */
  readonly tryRuleset: (parsed: unknown) => string | undefined;
}

/**
 * Checks one channel from root to ruleset. It keeps nothing itself: it returns how the state has to change, so that all is written in one
 * piece. `checkedAt` moves only when everything was verified; what was good stays in force whatever fails.
 */
export async function checkChannel(
  channel: Channel,
  before: ChannelState,
  context: CheckContext,
): Promise<(state: ChannelState) => StateChange> {
  const start = await startingPoint(channel, before, context);
  if (!start.ok) return failed(undefined, start.error, context.now);
  const { trusted, outcome } = await refresh(start.value, context.repository, context.now);
  const verified = { trusted, fingerprint: channel.fingerprint };
  if (!outcome.ok) return failed(verified, outcome.error, context.now);

  const found = await newRuleset(before, outcome.value, context);
  if (!found.ok) return failed(verified, found.error, context.now);
  return (state) => succeeded(state, { ...verified, found: found.value }, context);
}

type Found =
  | { readonly is: 'unchanged'; readonly hash: string }
  | {
      readonly is: 'unloadable';
      readonly hash: string;
      readonly version: string;
      readonly error: UpdateError;
    }
  | {
      readonly is: 'new';
      readonly hash: string;
      readonly version: string;
      readonly createdAt: string;
      readonly text: string;
      readonly changelog: ChangelogEntry[];
    };

/** What the root of trust is: what we kept, unless the channel's configuration has been given another or a newer root. */
async function startingPoint(
  channel: Channel,
  state: ChannelState,
  context: CheckContext,
): Promise<Result<TrustedMetadata>> {
  const sameTrust = state.fingerprint === channel.fingerprint;
  if (state.trusted && sameTrust) return accept(state.trusted);
  let text = channel.root;
  if (text === '') {
    const fetched = await fetchFirstRoot(context.repository);
    if (!fetched.ok) return fetched;
    text = fetched.value;
  }
  const root = readRoot(text, 'root file');
  if (!root.ok) return root;
  if ((await rootFingerprint(root.value)) !== channel.fingerprint) {
    return refuse('fingerprint', 'root file', 'Its fingerprint is not the one that was confirmed.');
  }
  return accept({ root: text });
}

async function newRuleset(
  state: ChannelState,
  { root, targets }: { root: RootSigned; targets: TargetsSigned },
  context: CheckContext,
): Promise<Result<Found>> {
  const target = findTarget(targets, RULESET_TARGET);
  if (target === undefined) return refuse('missing', RULESET_TARGET, 'The channel does not list a ruleset.');
  const known = [state.current?.hash, ...(state.rolledBackFrom ?? [])];
  if (state.rejected?.extension === context.extension) known.push(state.rejected.hash);
  const { sha256 } = target.hashes;
  if (sha256 !== undefined && known.includes(sha256)) return accept({ is: 'unchanged', hash: sha256 });

  const changelog = await readChangelog(root, targets, context.repository);
  if (!changelog.ok) return changelog;
  const bytes = await readTarget(root, target, RULESET_TARGET, LIMITS.rulesetBytes, context.repository);
  if (!bytes.ok) return bytes;
  const hash = await sha(bytes.value, 'SHA-256');
  if (known.includes(hash)) return accept({ is: 'unchanged', hash });
  const parsed = parseBounded(
    bytes.value,
    { depth: LIMITS.rulesetDepth, nodes: LIMITS.rulesetNodes },
    RULESET_TARGET,
  );
  if (!parsed.ok) return accept({ is: 'unloadable', hash, version: '?', error: parsed.error });
  const head = Head.safeParse(parsed.value);
  const problem = head.success ? context.tryRuleset(parsed.value) : 'It has no version and date.';
  if (problem !== undefined || !head.success) {
    const { error } = refuse('unloadable', RULESET_TARGET, problem ?? '');
    return accept({ is: 'unloadable', hash, version: head.data?.version ?? '?', error });
  }
  const text = new TextDecoder().decode(bytes.value);
  return accept({ is: 'new', hash, ...head.data, text, changelog: changelog.value });
}

const Head = z.object({ version: z.string().min(1).max(40), createdAt: z.string().min(10).max(40) });

/** The changelog is for people; a channel need not have one, but if it does it is verified like the rest. */
async function readChangelog(
  root: RootSigned,
  targets: TargetsSigned,
  repository: Repository,
): Promise<Result<ChangelogEntry[]>> {
  const target = findTarget(targets, CHANGELOG_TARGET);
  if (target === undefined) return accept([]);
  const bytes = await readTarget(root, target, CHANGELOG_TARGET, LIMITS.changelogBytes, repository);
  if (!bytes.ok) return bytes;
  const json = parseBounded(
    bytes.value,
    { depth: LIMITS.metadataDepth, nodes: LIMITS.metadataNodes },
    CHANGELOG_TARGET,
  );
  const read = json.ok ? Changelog.safeParse(json.value) : undefined;
  return accept(read?.success ? read.data.entries : []);
}

type Verified = { readonly trusted: TrustedMetadata; readonly fingerprint: string };

/** How the state changes by a check that failed; `verified` is what was found good before it did. */
export function failed(
  verified: Verified | undefined,
  error: UpdateError,
  now: number,
): (state: ChannelState) => StateChange {
  return (state) => ({
    state: { ...state, ...verified, triedAt: now, failures: (state.failures ?? 0) + 1, error },
  });
}

function succeeded(
  state: ChannelState,
  { found, ...verified }: Verified & { found: Found },
  context: CheckContext,
): StateChange {
  const { now, extension } = context;
  const checked: ChannelState = {
    ...state,
    ...verified,
    checkedAt: now,
    triedAt: now,
    failures: undefined,
    error: undefined,
  };
  if (found.is === 'unchanged') {
    const rejected = state.rejected?.hash === found.hash ? state.rejected : undefined;
    return { state: { ...checked, rejected, error: rejected?.error } };
  }
  if (found.is === 'unloadable') {
    const { hash, version, error } = found;
    return { state: { ...checked, error, rejected: { hash, version, extension, error } } };
  }
  const { hash, version, createdAt, text, changelog } = found;
  return {
    state: {
      ...checked,
      current: { hash, version, createdAt, changelog, fetchedAt: now },
      previous: state.current ?? undefined,
      rejected: undefined,
      rolledBackFrom: undefined,
    },
    text: { hash, text },
  };
}
