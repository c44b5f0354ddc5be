import { LIMITS } from '../limits.ts';
import { accept, type Result } from '../update-error.ts';
import { METADATA_TIME, type Repository } from './repository.ts';

/** Fetches the text of a channel's first root file. It is not looked at: whoever trusts it compares its fingerprint first. */
export async function fetchFirstRoot(repository: Repository): Promise<Result<string>> {
  const bytes = await repository.read('metadata/1.root.json', { bytes: LIMITS.rootBytes, ...METADATA_TIME });
  return bytes.ok ? accept(new TextDecoder().decode(bytes.value)) : bytes;
}
