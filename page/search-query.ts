/** Names under which sites carry the words of a search in their address. */
const QUERY_KEYS = [
  'keyword',
  'query',
  'search_query',
  'searchKey',
  'wd',
  'word',
  'kw',
  'qw',
  'q',
  'search',
  'key',
];
const SEARCH_PATH = /search|sou\b|\/s\b|results|\/explore|\/f\b|weibo/i;

/**
 * The words somebody searches for on this page, read from its address. Works for `?keyword=…`, `/search/words` and doubly encoded words.
 *
 * @returns the query, or `undefined` where the page is no search
 */
export function searchQuery(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const host = url.hostname;
  if (SEARCH_PATH.test(url.pathname) || /^(s|so|search)\./.test(host)) {
    for (const key of QUERY_KEYS) {
      const value = clean(url.searchParams.get(key) ?? '');
      if (value) return value;
    }
  }
  const path = /\/(?:root\/)?search\/(?:result\/|video\/)?([^/?#]+)/.exec(url.pathname)?.[1];
  const words = path ? clean(path) : '';
  return words || undefined;
}

function clean(value: string): string {
  let text = value;
  for (let i = 0; i < 2 && /%[0-9a-f]{2}/i.test(text); i++) {
    try {
      text = decodeURIComponent(text);
    } catch {
      break;
    }
  }
  return text.trim().slice(0, 200);
}
