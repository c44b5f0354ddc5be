import { isListed } from '../decided-as.ts';
import { leadOf, ownAddress, type ExportCase } from './export-case.ts';

// What a rule may be made of. Anything else (`*`, `^`, `|`, `$`, `,`, spaces, quotes) could widen it or end it early.
const PLAIN = /^[A-Za-z0-9/_.~%@=?&-]+$/;
/** Ends in an id so long that no other page of the site is meant: `/video/7301…`, not `/video/1`. */
const ENDS_IN_ID = /[A-Za-z0-9_-]{6,}$/;

/**
 * `filters.txt` for uBlock Origin and AdGuard. A rule names one post or one account by its full address and asks before
 * the page opens; links to a listed account are hidden. Never a whole host, never a folder.
 *
 * Comments are left out: a rule for a comment's address would block the honest post it stands under.
 */
export function* filterList(cases: Iterable<ExportCase>, createdAt: string): Generator<string> {
  yield '! Title: 债哨 已确认的引流内容\n';
  yield `! Last modified: ${createdAt}\n`;
  yield '! 仅含单个作品或账号的地址，不屏蔽任何平台。评论不在此列。\n';
  const seen = new Set<string>();
  for (const one of cases) {
    for (const rule of rulesFor(one)) {
      if (seen.has(rule)) continue;
      seen.add(rule);
      yield `${rule}\n`;
    }
  }
}

/** Rules of one case; none when it is no confirmed lure, or has no address of its own. */
export function rulesFor(one: ExportCase): string[] {
  const address = isListed(one.view) ? ownAddress(one) : null;
  const rule = address === null ? null : pathRule(address);
  if (address === null || rule === null) return [];
  return leadOf(one).kind === 'account' ? [rule, linkRule(address)] : [rule];
}

/** Hides links to an account. The id has to end where the account's does: `/u/1234567` stands in `/u/12345678`, too. */
function linkRule(address: string): string {
  const { hostname } = new URL(address);
  const path = pathOf(address);
  const within = ['/', '?', '&', '#'].map((end) => `a[href*="${path}${end}"]`);
  return `${hostname}##${[`a[href$="${path}"]`, ...within].join(', ')}`;
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return `${pathname}${search}`.replace(/\/$/, '');
}

function pathRule(address: string): string | null {
  const { hostname } = new URL(address);
  const path = pathOf(address);
  if (!PLAIN.test(path) || !ENDS_IN_ID.test(path) || path.length < 8) return null;
  // `$` of an option list must be the only one; `^` ends the id so that a longer one is not meant.
  return `||${hostname}${path}^$document`;
}
