import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles browser-side code as one script that leaves its exports in `globalName` of the world it is run in.
 *
 * @param entry - path relative to the repository's root
 */
export async function bundleForPage(entry: string, globalName: string): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(`../${entry}`, import.meta.url))],
    bundle: true,
    format: 'iife',
    globalName,
    target: 'chrome120',
    write: false,
    logLevel: 'silent',
  });
  return result.outputFiles[0]!.text;
}
