import { isNotFound } from '../bounded-fetch.ts';
import { LIMITS } from '../limits.ts';
import { accept, refuse, type Result } from '../update-error.ts';
import { RootSigned } from './metadata-format.ts';
import { readMetadata, readRoot, type ReadFile } from './read-metadata.ts';
import { METADATA_TIME, type Repository } from './repository.ts';
import { checkSignatures } from './signatures.ts';

interface RootStep {
  readonly root: ReadFile<RootSigned>;
  /** Set when a later file was refused; the roots before it stand. */
  readonly refused?: Result<never>;
}

/**
 * Follows the chain of root files (TUF 5.3): version N+1 must be signed by enough keys of version N and of itself. Stops at the first
 * file that is not there. A network failure is no end of the chain: whoever controls the network could otherwise hide a revocation and
 * have the rest of the check go on.
 */
export async function followRoots(trustedText: string, repository: Repository): Promise<Result<RootStep>> {
  const first = readRoot(trustedText, 'trusted root');
  if (!first.ok) return first;
  let root = first.value;
  for (let step = 0; step < LIMITS.rootSteps; step++) {
    const version = root.signed.version + 1;
    const file = `${version}.root.json`;
    const bytes = await repository.read(`metadata/${file}`, { bytes: LIMITS.rootBytes, ...METADATA_TIME });
    if (isNotFound(bytes)) return accept({ root });
    const next = bytes.ok ? checkNext(bytes.value, root.signed, version, file) : bytes;
    if (!next.ok) return accept({ root, refused: next });
    root = next.value;
  }
  return accept({
    root,
    refused: refuse('malformed', 'root.json', `More than ${LIMITS.rootSteps} root files in one check.`),
  });
}

function checkNext(
  bytes: Uint8Array,
  old: RootSigned,
  version: number,
  file: string,
): Result<ReadFile<RootSigned>> {
  const next = readMetadata(bytes, RootSigned, file);
  if (!next.ok) return next;
  const byOld = checkSignatures(next.value.envelope, old, 'root', file);
  if (!byOld.ok) return byOld;
  const byItself = checkSignatures(next.value.envelope, next.value.signed, 'root', file);
  if (!byItself.ok) return byItself;
  if (next.value.signed.version !== version) {
    return refuse(
      'rollback',
      file,
      `The file says version ${next.value.signed.version}, expected ${version}.`,
    );
  }
  return next;
}

/** True when two roots give a role to different keys. */
export function keysChanged(
  before: RootSigned,
  after: RootSigned,
  role: 'timestamp' | 'snapshot' | 'targets',
): boolean {
  const keys = (root: RootSigned): string =>
    root.roles[role].keyids
      .map((id) => root.keys[id]?.keyval.public ?? id)
      .sort()
      .join();
  return keys(before) !== keys(after) || before.roles[role].threshold !== after.roles[role].threshold;
}
