import { accept, refuse, type Result } from '../update-error.ts';
import type { RootSigned, TargetFile, TargetsSigned } from './metadata-format.ts';
import { checkLengthAndHashes } from './refresh.ts';
import { TARGET_TIME, type Repository } from './repository.ts';

/** What the channel signed about a target; `undefined` where it has none of that name. */
export function findTarget(targets: TargetsSigned, name: string): TargetFile | undefined {
  return Object.hasOwn(targets.targets, name) ? targets.targets[name] : undefined;
}

/**
 * Downloads a target and compares it with what was signed. It reads not one byte more than the signed length, nor than `limit`.
 */
export async function readTarget(
  root: RootSigned,
  target: TargetFile,
  name: string,
  limit: number,
  repository: Repository,
): Promise<Result<Uint8Array>> {
  if (target.length > limit)
    return refuse('too-large', name, `It has ${target.length} bytes; at most ${limit} are allowed.`);
  const hash = target.hashes.sha256 ?? target.hashes.sha512;
  const path = root.consistent_snapshot ? `targets/${hash}.${name}` : `targets/${name}`;
  const bytes = await repository.read(path, { bytes: target.length, ...TARGET_TIME });
  if (!bytes.ok) return bytes;
  const whole = await checkLengthAndHashes(bytes.value, target, name);
  return whole.ok ? accept(bytes.value) : whole;
}
