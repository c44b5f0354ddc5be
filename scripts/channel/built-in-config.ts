import { readFileSync } from 'node:fs';

/** What the build puts into the extension about its own channel. */
interface BuiltInConfig {
  readonly url: string;
  readonly root: string;
  readonly title: string;
}

/**
 * Reads the default channel from the environment of the build: `ZHAISHAO_CHANNEL_URL`, `ZHAISHAO_CHANNEL_ROOT` (path of the first root
 * file) and, if wished, `ZHAISHAO_CHANNEL_TITLE`. Neither set: no channel, and the extension says so.
 *
 * @throws when only one of the two is set, or the file cannot be read: a build that silently has no updates would be worse
 */
export function readBuiltInConfig(env: Readonly<Record<string, string | undefined>>): BuiltInConfig | null {
  const { ZHAISHAO_CHANNEL_URL: url, ZHAISHAO_CHANNEL_ROOT: rootPath, ZHAISHAO_CHANNEL_TITLE: title } = env;
  if (!url && !rootPath) return null;
  if (!url || !rootPath)
    throw new Error('Set both ZHAISHAO_CHANNEL_URL and ZHAISHAO_CHANNEL_ROOT, or neither.');
  const root = readFileSync(rootPath, 'utf8');
  JSON.parse(root);
  return { url, root, title: title || '官方规则' };
}
