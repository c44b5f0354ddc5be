import type { UrlPrecision } from './record-format.ts';
import { SITE_SHAPES, type UrlShape } from './url-shapes.ts';

/** Query members that tell who shared or came from where, or let the bearer in, and nothing about what is shown. */
const TRACKER =
  /^(?:utm_\w+|spm\w*|scm|xsec_\w+|share_?\w*|\w*_share|shareRedId|fbclid|gclid|msclkid|igsh\w*|mibextid|vd_source|buvid|seid|unique_k|tt_from|with_sec_did|sec_user_id|u_code|did|iid|device_?id|chksm|pass_ticket|exportkey|wx_header|uin|\w*token|session_?id|sid|sign(?:ature)?|auth\w*|code|phone|mobile|openid|unionid|timestamp|referr?er)$/i;

/** On the sites we know, these too say nothing about what is shown. Elsewhere they may be the page's identity. */
const SITE_NOISE =
  /^(?:from\w*|source\w*|src|ref\w*|si|feature|ts|_t|_r|t|s|is_story_h5|plat_id|app_?(?:platform|version)|scene|subscene|enter_\w+|enter_?id|clicktime|ascene|devicetype|version|lang|nettype|key|titleType|previous_page|extra_params|streamSource|area|authorId|apptime|wid)$/i;

/** Pages whose only use is to lead elsewhere; the address they lead to is in this member. */
const REDIRECTORS: readonly (readonly [host: string, member: string])[] = [
  ['link.zhihu.com', 'target'],
  ['weibo.cn', 'u'],
  ['link.csdn.net', 'target'],
  ['www.douban.com', 'url'],
  ['l.facebook.com', 'u'],
  ['l.instagram.com', 'u'],
  ['www.youtube.com', 'q'],
];
const REDIRECT_PATH: Readonly<Record<string, RegExp>> = {
  'weibo.cn': /^\/sinaurl/,
  'www.douban.com': /^\/link2/,
  'www.youtube.com': /^\/redirect/,
};

export interface CanonicalUrl extends UrlShape {
  /** Site id, or `null` for a host we have no shapes for. */
  readonly site: string | null;
  /** Comment that the address points at, where the site writes it there. `url` is without it. */
  readonly commentId: string | null;
}

/** Host equals `domain` or ends in `.domain`. */
export function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/**
 * One address for one thing: the site's own short form where we know it, otherwise the address without trackers, share
 * tokens, user info, default port and fragment.
 *
 * @param raw - absolute http(s) address
 * @param precision - `no-query` and `origin` cut further, as the volunteer chose; a site that keeps the identity in the
 *   query (WeChat, YouTube) then loses it, which is what the choice says
 * @returns `null` when `raw` is not an http(s) address
 */
export function canonicalUrl(raw: string, precision: UrlPrecision = 'full'): CanonicalUrl | null {
  const url = parse(raw);
  if (url === null) return null;
  const target = redirectTarget(url);
  if (target !== null) return canonicalUrl(target, precision);
  const known = SITE_SHAPES.find((one) => one.hosts.some((host) => isWithin(url.hostname, host)));
  const shape: UrlShape = known?.read(url) ?? {
    url: withoutTrackers(url, known !== undefined),
    isItem: false,
  };
  return {
    ...shape,
    url: cut(shape.url, precision),
    commentId: usable(known?.comment?.(url) ?? null),
    isAccount: shape.isAccount ?? false,
    site: known?.site ?? null,
  };
}

/** An address says what its writer likes: what no site uses as an id is none. */
const usable = (id: string | null) => (id !== null && /^[\w.:=-]{1,100}$/.test(id) ? id : null);

function parse(raw: string): URL | null {
  if (!URL.canParse(raw)) return null;
  const url = new URL(raw);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
}

function redirectTarget(url: URL): string | null {
  for (const [host, member] of REDIRECTORS) {
    if (url.hostname !== host || !(REDIRECT_PATH[host]?.test(url.pathname) ?? true)) continue;
    const target = url.searchParams.get(member);
    // One level only, and never back to a redirector: a chain could be built to loop.
    if (
      target !== null &&
      parse(target) !== null &&
      !REDIRECTORS.some(([other]) => parse(target)!.hostname === other)
    )
      return target;
  }
  return null;
}

function withoutTrackers(url: URL, knownSite: boolean): string {
  const noise = (key: string) => TRACKER.test(key) || (knownSite && SITE_NOISE.test(key));
  const kept = [...url.searchParams].filter(([key]) => !noise(key));
  const query = kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`;
  const route = /^#!?\//.test(url.hash) ? url.hash.replace(/\?.*$/, '') : '';
  return `${url.protocol}//${url.host}${url.pathname}${query}${route}`;
}

function cut(address: string, precision: UrlPrecision): string {
  const url = new URL(address);
  if (precision === 'origin') return `${url.origin}/`;
  return precision === 'no-query' ? `${url.origin}${url.pathname}` : url.href;
}
