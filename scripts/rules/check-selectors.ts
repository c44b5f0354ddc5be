import { JSDOM } from 'jsdom';
import type { Problem } from '../../core/ruleset/authored.ts';
import { parseSite } from '../../core/ruleset/site-format.ts';
import { compileSite } from '../../page/compile-site.ts';

/** Selectors and locators of site descriptions that no browser would understand: a client leaves them out without a word. */
export function checkSelectors(
  files: readonly { readonly name: string; readonly raw: unknown }[],
): Problem[] {
  const { document } = new JSDOM('').window;
  return files.flatMap(({ name, raw }) => {
    const site = parseSite(raw);
    if (!site.ok) return [];
    return compileSite(site.value, document)
      .problems.filter((sentence) => !sentence.includes(': URL pattern ')) // siteMistakes tells those, with their path
      .map((sentence) => ({
        file: `rules/sites/${name}.yaml`,
        path: '',
        message: `${sentence.replace(`${site.value.id} `, '')}.`,
      }));
  });
}
