/**
 * URL patterns of site descriptions: linear, no regular expressions.
 *
 *     /video/{id}                 path; a variable is one whole segment
 *     /question/{q:digits}/answer/{id:digits}
 *     //zhuanlan.zhihu.com/p/{id} host and path
 *     /s/*  or  /s/**             one segment, or any rest (also none)
 *     /@{name}                    text around a variable
 *     /**?modal_id={id}           the query must carry the key
 *     /**#comment-{id}            the fragment
 */
export interface UrlPattern {
  readonly source: string;
  /** @returns the variables, or null where the URL does not match. */
  match(url: UrlParts): Record<string, string> | null;
}

/** What is needed of a `URL`; core knows no browser types. */
interface UrlParts {
  readonly hostname: string;
  readonly pathname: string;
  readonly hash: string;
  readonly searchParams: { get(key: string): string | null };
}

interface Piece {
  readonly before: string;
  readonly after: string;
  readonly name: string;
  readonly kind: string;
}

const VARIABLE = /^([^{}*]*)\{([a-zA-Z_]+)(?::([a-z]+))?\}([^{}*]*)$/;

const KINDS: Record<string, (value: string) => boolean> = {
  any: (value) => value !== '',
  digits: (value) => /^\d+$/.test(value),
  word: (value) => /^[A-Za-z0-9_-]+$/.test(value),
  hex: (value) => /^[0-9a-f]+$/i.test(value),
};

/**
 * Compiles a pattern.
 *
 * @throws a sentence naming the pattern when it is malformed
 */
export function compileUrlPattern(source: string): UrlPattern {
  const [beforeHash = '', hash] = split(source, '#');
  const [hostPath = '', query] = split(beforeHash, '?');
  let host: string | undefined;
  let path = hostPath;
  if (hostPath.startsWith('//')) {
    const slash = hostPath.indexOf('/', 2);
    host = slash < 0 ? hostPath.slice(2) : hostPath.slice(2, slash);
    path = slash < 0 ? '/**' : hostPath.slice(slash);
  }
  if (!path.startsWith('/')) throw new Error(`URL pattern ${source} must begin with / or //host`);
  const segments = trimSlash(path)
    .split('/')
    .slice(1)
    .map((one) => (one === '*' || one === '**' ? one : piece(one, source)));
  if (segments.slice(0, -1).includes('**')) throw new Error(`URL pattern ${source} has ** before its end`);
  const keys = (query ?? '')
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [key = '', value = '*'] = split(pair, '=');
      return { key, value: value === '*' ? ('*' as const) : piece(value, source) };
    });
  const fragment = hash === undefined ? undefined : piece(hash, source);

  return {
    source,
    match(url) {
      if (host !== undefined && !hostMatches(host, url.hostname)) return null;
      const found: Record<string, string> = {};
      const parts = trimSlash(url.pathname).split('/').slice(1);
      const open = segments.at(-1) === '**';
      const fixed = open ? segments.length - 1 : segments.length;
      if (open ? parts.length < fixed : parts.length !== fixed) return null;
      for (let i = 0; i < fixed; i++) {
        const segment = segments[i]!;
        if (segment === '*') continue;
        if (typeof segment === 'string' || !take(segment, decode(parts[i]!), found)) return null;
      }
      for (const { key, value } of keys) {
        const actual = url.searchParams.get(key);
        if (actual === null || actual === '') return null;
        if (value !== '*' && !take(value, actual, found)) return null;
      }
      if (fragment && !take(fragment, decode(url.hash.slice(1)), found)) return null;
      return found;
    },
  };
}

/** True where `host` is the pattern, or, for `*.host`, one of its subdomains. */
export function hostMatches(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

function piece(text: string, source: string): Piece {
  const variable = VARIABLE.exec(text);
  if (!variable) {
    if (/[{}*]/.test(text))
      throw new Error(`URL pattern ${source}: "${text}" may hold one {variable} and no *`);
    return { before: text, after: '', name: '', kind: 'any' };
  }
  const kind = variable[3] ?? 'any';
  if (!KINDS[kind])
    throw new Error(`URL pattern ${source}: kind "${kind}" is none of ${Object.keys(KINDS).join(', ')}`);
  return { before: variable[1]!, name: variable[2]!, kind, after: variable[4]! };
}

function take(piece: Piece, actual: string, found: Record<string, string>): boolean {
  if (piece.name === '') return actual === piece.before;
  if (!actual.startsWith(piece.before) || !actual.endsWith(piece.after)) return false;
  const value = actual.slice(piece.before.length, actual.length - piece.after.length);
  if (value === '' || actual.length < piece.before.length + piece.after.length || !KINDS[piece.kind]!(value))
    return false;
  found[piece.name] = value;
  return true;
}

function split(text: string, at: string): [string, string?] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function trimSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
