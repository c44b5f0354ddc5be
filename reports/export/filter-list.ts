import { canonicalUrl } from '../canonical-url.ts';
import { isListed } from '../decided-as.ts';
import { leadOf, type ExportCase } from './export-case.ts';

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

/** Rules of one case; none when it is no confirmed lure, is a comment, or its address is not surely one thing's own. */
export function rulesFor(one: ExportCase): string[] {
  if (!isListed(one.view)) return [];
  const lead = leadOf(one);
  if (lead.kind === 'account') {
    const profile = lead.author?.profileUrl ?? null;
    return profile === null ? [] : accountRules(profile);
  }
  if (lead.role !== 'caption' && lead.role !== 'article' && lead.role !== 'title') return [];
  const address =
    lead.permalink === null || lead.permalink.precision !== 'full' ? null : canonicalUrl(lead.permalink.url);
  // Only an address of the item's own, on a site whose addresses we know: elsewhere one path may hold many things.
  if (address === null || !address.isItem || address.site === null || address.commentId) return [];
  const rule = pathRule(address.url);
  return rule === null ? [] : [rule];
}

function accountRules(profile: string): string[] {
  const address = canonicalUrl(profile);
  // A search or a feed can stand where a profile should: a rule for it would break the site.
  if (address === null || !address.isAccount) return [];
  const rule = pathRule(address.url);
  if (rule === null) return [];
  const { hostname, pathname, search } = new URL(address.url);
  return [rule, `${hostname}##a[href*="${pathname}${search}"]`];
}

function pathRule(address: string): string | null {
  const { hostname, pathname, search } = new URL(address);
  const path = `${pathname}${search}`.replace(/\/$/, '');
  if (!PLAIN.test(path) || !ENDS_IN_ID.test(path) || path.length < 8) return null;
  // `$` of an option list must be the only one; `^` ends the id so that a longer one is not meant.
  return `||${hostname}${path}^$document`;
}
