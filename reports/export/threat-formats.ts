import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { dayOf } from '../china-day.ts';
import { isListed } from '../decided-as.ts';
import { CATEGORY_WORDS } from '../official-words.ts';
import { isPlatformHost } from '../platform-hosts.ts';
import { caseCategory, caseHandles, caseId, firstSeen, lastSeen, type ExportCase } from './export-case.ts';

// STIX, MISP and domain lists describe domains. A lure under an honest video has no place in them, and a platform's host
// must never stand there: only landing domains outside the platforms, and only from confirmed cases.

/** A landing domain with the cases that lead to it. */
interface LandingDomain {
  readonly domain: string;
  readonly cases: readonly string[];
  readonly categories: readonly string[];
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** Landing domains of confirmed cases, by name. Platforms, shorteners, authorities and bare suffixes are refused. */
export function landingDomains(cases: Iterable<ExportCase>): LandingDomain[] {
  const found = new Map<
    string,
    { cases: Set<string>; categories: Set<string>; firstSeen: string; lastSeen: string }
  >();
  for (const one of cases) {
    if (!isListed(one.view)) continue;
    for (const { kind, value } of caseHandles(one)) {
      const domain = kind === 'link' ? domainOf(value) : null;
      if (domain === null) continue;
      const entry = found.get(domain) ?? {
        cases: new Set(),
        categories: new Set(),
        firstSeen: firstSeen(one),
        lastSeen: lastSeen(one),
      };
      entry.cases.add(caseId(one.view.subject));
      const category = caseCategory(one);
      if (category !== null) entry.categories.add(category);
      if (firstSeen(one) < entry.firstSeen) entry.firstSeen = firstSeen(one);
      if (lastSeen(one) > entry.lastSeen) entry.lastSeen = lastSeen(one);
      found.set(domain, entry);
    }
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([domain, entry]) => ({
      domain,
      cases: [...entry.cases].sort(),
      categories: [...entry.categories].sort(),
      firstSeen: entry.firstSeen,
      lastSeen: entry.lastSeen,
    }));
}

/** Host of a link, or `null` when it must not be listed. */
export function domainOf(link: string): string | null {
  const address = /^https?:\/\//i.test(link) ? link : `http://${link}`;
  if (!URL.canParse(address)) return null;
  const host = new URL(address).hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^www\./, '');
  return isPlatformHost(host) ? null : host;
}

/** `domains.txt`: one a line. */
export function domainsTxt(domains: readonly LandingDomain[]): string {
  return domains.map((one) => `${one.domain}\n`).join('');
}

const NAMESPACE = 'f3b6f2b4-9a55-5f0e-8a43-6c1f6f5f2d10';

/** UUID of version 5 (RFC 9562): the same name gives the same id, so that a second export updates the first. */
export function uuid5(name: string): string {
  const bytes = sha1(
    new Uint8Array([...hexToBytes(NAMESPACE.replaceAll('-', '')), ...new TextEncoder().encode(name)]),
  ).slice(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

interface ThreatExportOptions {
  readonly createdAt: string;
  /** Name of the team, as the source. */
  readonly from: string;
}

const describe = (one: LandingDomain) =>
  `引流内容指向的站外网页。类型：${one.categories.map((each) => CATEGORY_WORDS[each as keyof typeof CATEGORY_WORDS]).join('；') || '未分类'}。案件：${one.cases.slice(0, 20).join('、')}`;

/** STIX 2.1 bundle: the team as identity, one indicator for each landing domain. */
export function stixBundle(
  domains: readonly LandingDomain[],
  { createdAt, from }: ThreatExportOptions,
): object {
  const identity = {
    type: 'identity',
    spec_version: '2.1',
    id: `identity--${uuid5(`identity ${from}`)}`,
    created: createdAt,
    modified: createdAt,
    name: from,
    identity_class: 'group',
  };
  const indicators = domains.map((one) => ({
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${uuid5(`indicator ${one.domain}`)}`,
    created_by_ref: identity.id,
    created: one.firstSeen,
    modified: one.lastSeen > one.firstSeen ? one.lastSeen : one.firstSeen,
    name: one.domain,
    description: describe(one),
    indicator_types: ['malicious-activity'],
    pattern: `[domain-name:value = '${one.domain}']`,
    pattern_type: 'stix',
    valid_from: one.firstSeen,
    labels: ['debt-relief-scam', ...one.categories],
  }));
  return {
    type: 'bundle',
    id: `bundle--${uuid5(`bundle ${from} ${createdAt}`)}`,
    objects: [identity, ...indicators],
  };
}

const seconds = (moment: string) => String(Math.floor(Date.parse(moment) / 1000));

/** MISP event in the core format: one `domain` attribute for each landing domain. Not published, for your organisation only. */
export function mispEvent(
  domains: readonly LandingDomain[],
  { createdAt, from }: ThreatExportOptions,
): object {
  return {
    Event: {
      uuid: uuid5(`misp ${from} ${createdAt}`),
      info: `债务减免类引流的站外网页（债哨，${dayOf(createdAt)}）`,
      date: dayOf(createdAt),
      timestamp: seconds(createdAt),
      // Ids are numbers of the receiving instance: the format wants them present, the import sets them.
      id: '1',
      org_id: '1',
      orgc_id: '1',
      publish_timestamp: '0',
      sharing_group_id: '0',
      attribute_count: String(domains.length),
      threat_level_id: '3',
      analysis: '2',
      distribution: '0',
      published: false,
      Orgc: { id: '1', uuid: uuid5(`identity ${from}`), name: from },
      Tag: [{ name: 'tlp:amber' }, { name: 'workflow:state="complete"' }],
      Attribute: domains.map((one) => ({
        uuid: uuid5(`attribute ${one.domain}`),
        type: 'domain',
        category: 'Network activity',
        event_id: '1',
        sharing_group_id: '0',
        deleted: false,
        value: one.domain,
        comment: describe(one),
        // A hint for people, not a block: whoever imports decides.
        to_ids: false,
        distribution: '5',
        timestamp: seconds(one.lastSeen),
        first_seen: one.firstSeen,
        last_seen: one.lastSeen,
      })),
    },
  };
}
