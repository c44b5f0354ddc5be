import { JSDOM } from 'jsdom';
import type { Problem } from '../../core/ruleset/authored.ts';
import { loadSites } from '../../core/ruleset/load-sites.ts';
import { compileSite } from '../../page/compile-site.ts';

/** Selectors and locators of site descriptions that no browser would understand: a client leaves them out without a word. */
export function checkSelectors(
  files: readonly { readonly name: string; readonly raw: unknown }[],
): Problem[] {
  const { document } = new JSDOM('').window;
  return files.flatMap(({ name, raw }) =>
    loadSites([raw]).sites.flatMap((site) =>
      compileSite(site, document)
        .problems.filter((sentence) => !sentence.includes(': URL pattern ')) // siteMistakes tells those, with their path
        .map((sentence) => ({
          file: `rules/sites/${name}.yaml`,
          path: '',
          message: `${sentence.replace(`${site.id} `, '')}.`,
        })),
    ),
  );
}
