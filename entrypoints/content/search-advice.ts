import { adviceFor, type Advice } from '../../components/shared/advice.ts';
import { assess } from '../../core/assess.ts';
import type { Language } from '../../locales/translate.ts';
import { searchQuery } from '../../page/search-query.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Rules } from './rules.ts';

/**
 * What the strip above the results of a search says: free help, where somebody searches for what lures offer.
 *
 * @param address - of the page
 * @returns `undefined` where the page is no such search, or the reader closed the strip or switched it off
 */
export function searchAdvice(
  address: string,
  { ruleset, guidance }: Rules,
  { searchStrip, searchStripClosed }: Settings,
  language: Language,
): Advice | undefined {
  if (!guidance || !searchStrip || searchStripClosed) return undefined;
  const query = searchQuery(address);
  if (query === undefined) return undefined;
  const { level, category } = assess({ text: query, role: 'search' }, ruleset);
  if (level === 'none' || category === 'lawful') return undefined;
  return adviceFor(guidance, category, 'caution', language);
}
