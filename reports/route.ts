import type {
  ChannelField,
  ChannelFit,
  LoadedChannels,
  OfficialChannel,
  PlatformChannel,
  ReportChannel,
} from '../core/ruleset/channels-format.ts';
import type { Localized } from '../core/ruleset/guidance-format.ts';
import type { Category } from '../core/verdict.ts';
import { isPlatformHost } from './platform-hosts.ts';
import { packetText } from './packet-text.ts';
import type { Report } from './record-format.ts';

/** What the reporter says beside the report; nothing of it is stored. */
interface RouteContext {
  /** Somebody has paid, or given papers or codes. */
  readonly paid: boolean;
}

/** One channel as advice: which, how well it fits and why, what it asks, what is missing, and text to copy. */
export interface RouteAdvice {
  readonly channel: ReportChannel;
  /** `platform` for the platform's own report function, which always goes first. */
  readonly fit: ChannelFit | 'platform';
  /** `null` for the platform: it needs no reason. */
  readonly why: Localized | null;
  /** Fields that it wants and the report has not; `mine`: only the reporter knows them and types them there. */
  readonly missing: readonly {
    readonly field: ChannelField;
    readonly required: boolean;
    readonly mine: boolean;
  }[];
  /** Text ready to paste, within the channel's limit. */
  readonly text: string;
  /** True when the text had to be cut to the limit. */
  readonly cut: boolean;
  /** The platform's page for this very item, if it has one that we know. */
  readonly page: { readonly url: string; readonly verified: boolean } | null;
}

const ORDER: readonly RouteAdvice['fit'][] = ['platform', 'first', 'good', 'partial', 'poor'];

/**
 * Says where a report should go, the platform first, then official channels by fit. Pure: opens nothing, sends nothing,
 * submits nothing. What fits poorly is listed too, last, with the reason, so that nobody is sent there by habit.
 */
export function routeReport(report: Report, channels: LoadedChannels, context: RouteContext): RouteAdvice[] {
  const category = report.category.confirmed ?? report.category.guessed;
  const advice: RouteAdvice[] = [];
  const platform = channels.platforms.find((one) => one.sites.includes(report.site));
  if (platform) advice.push(adviceFor(platform, 'platform', null, report));
  for (const channel of channels.official) {
    const fit = fitOf(channel, report, category, context);
    if (fit !== null) advice.push(adviceFor(channel, fit.fit, fit.why, report));
  }
  return advice.sort(
    (a, b) => ORDER.indexOf(a.fit) - ORDER.indexOf(b.fit) || (a.channel.id < b.channel.id ? -1 : 1),
  );
}

function adviceFor(
  channel: ReportChannel,
  fit: RouteAdvice['fit'],
  why: Localized | null,
  report: Report,
): RouteAdvice {
  const { text, cut } = packetText(report, channel);
  return {
    channel,
    fit,
    why,
    missing: missingFields(report, channel),
    text,
    cut,
    page: channel.kind === 'platform' ? reportPage(channel, report) : null,
  };
}

function fitOf(
  channel: OfficialChannel,
  report: Report,
  category: Category | null,
  context: RouteContext,
): OfficialChannel['fits'][number] | null {
  const offsite = report.handles.some(
    (one) => one.kind === 'link' && one.state === 'kept' && leadsOffsite(one.value),
  );
  const phone = report.handles.some((one) => one.kind === 'phone');
  return (
    channel.fits.find(({ when }) => {
      if (when.categories && (category === null || !when.categories.includes(category))) return false;
      if (when.paid !== undefined && when.paid !== context.paid) return false;
      if (when.offsite !== undefined && when.offsite !== offsite) return false;
      return when.phone === undefined || when.phone === phone;
    }) ?? null
  );
}

/** True when a link leads to a host that is no platform's. */
export function leadsOffsite(link: string): boolean {
  const address = /^https?:\/\//i.test(link) ? link : `http://${link}`;
  return URL.canParse(address) && !isPlatformHost(new URL(address).hostname);
}

/** What a channel asks and the report lacks. */
export function missingFields(report: Report, channel: ReportChannel): RouteAdvice['missing'] {
  const has: Partial<Record<ChannelField, boolean>> = {
    site: true,
    url: report.permalink !== null || report.page.url !== '',
    author: report.author !== null,
    text: report.text.trim() !== '',
    first_seen: true,
    position:
      report.position.commentId !== null ||
      report.position.index !== null ||
      report.position.seconds !== null,
    screenshot: report.attachments.length > 0,
    handle: report.handles.some((one) => one.whose === 'advertiser' && one.state === 'kept'),
    fee: report.fee !== null,
    note: report.note !== null && report.note.trim() !== '',
  };
  return channel.asks
    .filter(({ field }) => !has[field])
    .map(({ field, required }) => ({ field, required, mine: !(field in has) }));
}

/** The platform's page for this item, filled from its address; `null` when a part is not known. */
export function reportPage(
  channel: PlatformChannel,
  report: Report,
): { url: string; verified: boolean } | null {
  const wanted =
    report.kind === 'account'
      ? 'account'
      : report.role === 'comment' || report.role === 'reply'
        ? 'comment'
        : null;
  const parts = addressParts(report);
  // A page for another kind of thing would report the wrong one: a comment's report never opens its post's page.
  const fitting = channel.pages.filter((one) =>
    wanted === null ? one.for !== 'comment' && one.for !== 'account' : one.for === wanted,
  );
  for (const page of fitting) {
    const names = [...page.url.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    if (!names.every((name) => parts[name] !== undefined)) continue;
    const url = page.url.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts[name]!));
    return { url, verified: page.verified };
  }
  return null;
}

function addressParts(report: Report): Readonly<Record<string, string | undefined>> {
  const url = report.permalink?.url ?? report.page.url;
  const first = (pattern: RegExp) => pattern.exec(url)?.[1];
  return {
    avid: first(/bilibili\.com\/video\/av(\d+)/i),
    mid: first(/weibo\.(?:com|cn)\/(?:detail|status)\/(\d+)/),
    cid: report.position.commentId ?? undefined,
    uid: /^\d+$/.test(report.author?.id ?? '') ? report.author!.id! : undefined,
    tid: first(/tieba\.baidu\.com\/p\/(\d+)/),
    pid: report.position.commentId ?? undefined,
  };
}
