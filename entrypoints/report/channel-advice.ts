import type { ChannelAdvice } from '../../components/report/OfficialChannelCard.tsx';
import type { PlatformWay } from '../../components/report/HandOver.tsx';
import type { ChannelLimits, LoadedChannels } from '../../core/ruleset/channels-format.ts';
import type { reportTexts } from '../../locales/report.ts';
import type { Language, Translate } from '../../locales/translate.ts';
import type { Report } from '../../reports/record-format.ts';
import { routeReport, type RouteAdvice } from '../../reports/route.ts';

type T = Translate<keyof (typeof reportTexts)['zh-CN']>;

const FIT = { platform: 'fits', first: 'first', good: 'fits', partial: 'maybe', poor: 'not' } as const;

/** The router's advice in the words of the page: the platform's own way, and the official channels by fit. */
export function channelAdvice(
  report: Report,
  channels: LoadedChannels,
  paid: boolean,
  language: Language,
  t: T,
): { platform: (PlatformWay & { text: string }) | null; channels: ChannelAdvice[] } {
  const routed = routeReport(report, channels, { paid });
  const own = routed.find((one) => one.channel.kind === 'platform');
  return {
    platform: own ? platformWay(own, report, language) : null,
    channels: routed
      .filter((one) => one.channel.kind === 'official')
      .map((one) => official(one, language, t)),
  };
}

function platformWay(
  { channel, page, text }: RouteAdvice,
  report: Report,
  language: Language,
): (PlatformWay & { text: string }) | null {
  if (channel.kind !== 'platform') return null;
  const category = report.category.confirmed ?? report.category.guessed;
  const fitting =
    channel.reasons.find((one) => category !== null && one.categories?.includes(category)) ??
    channel.reasons[0];
  const reason = fitting ? [...(fitting.path ?? []), fitting.words].join(' → ') : null;
  return { name: channel.name[language], url: page?.url ?? null, how: channel.steps[language], reason, text };
}

function official(advice: RouteAdvice, language: Language, t: T): ChannelAdvice {
  const { channel } = advice;
  if (channel.kind !== 'official') throw new Error(`channelAdvice: ${channel.id} is no official channel`);
  const web = channel.entries.find((one) => one.by === 'web');
  return {
    id: channel.id,
    name: channel.name[language],
    fit: FIT[advice.fit],
    why: [advice.why?.[language] ?? channel.takes[language], channel.caution?.[language]]
      .filter(Boolean)
      .join(' '),
    asks: channel.asks.map(({ field }) => t(`ask.${field}`)),
    limits: [
      ...limitWords(channel.limits, t),
      ...(channel.timing ? [channel.timing[language]] : []),
      ...(advice.cut ? [t('limit.cut')] : []),
    ],
    missing: advice.missing.filter((one) => one.required || one.mine).map(({ field }) => t(`ask.${field}`)),
    verified: channel.verified,
    entries: channel.entries.map(
      ({ by, value, verified }) =>
        t(`channel.entry.${by}`, { value }) + (verified ? '' : `（${t('channel.unverified')}）`),
    ),
    // Host names in the signed data, never from a page.
    url: web && /^[a-z0-9.-]+\.[a-z]{2,}(\/\S*)?$/i.test(web.value) ? `https://${web.value}` : null,
    text: advice.text,
  };
}

function limitWords(limits: ChannelLimits, t: T): string[] {
  const words: string[] = [];
  if (limits.perDay !== undefined) words.push(t('limit.per_day', { n: limits.perDay }));
  if (limits.attachmentBytes !== undefined)
    words.push(t('limit.attachment', { n: Math.floor(limits.attachmentBytes / 1e6) }));
  if (limits.textChars !== undefined) words.push(t('limit.text', { n: limits.textChars }));
  return words;
}
