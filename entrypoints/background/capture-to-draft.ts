import type { ReportCapture } from '../../messaging/report-capture.ts';
import { canonicalUrl } from '../../reports/canonical-url.ts';
import { DRAFT_FORMAT, type ReportDraft } from '../../reports/draft-format.ts';
import {
  TEXT_LIMITS,
  type EngineFinding,
  type Pointed,
  type ReportKind,
} from '../../reports/record-format.ts';

/**
 * Turns what was captured on the page into a draft. Nothing is cleaned or redacted yet: that is shown to the volunteer first.
 *
 * @param id - random id of the draft
 * @param now - epoch milliseconds
 */
export function captureToDraft(capture: ReportCapture, id: string, now: number): ReportDraft {
  const at = new Date(now).toISOString();
  const text = cut(textOf(capture), TEXT_LIMITS.text);
  const itemUrl = webAddress(capture.permalink);
  const firstSeen =
    capture.firstSeen > 0 && capture.firstSeen <= now ? new Date(capture.firstSeen).toISOString() : at;
  return {
    format: DRAFT_FORMAT,
    id,
    createdAt: at,
    updatedAt: at,
    kind: kindOf(capture),
    site: siteOf(capture),
    role: capture.role ?? null,
    text,
    itemUrl,
    pageUrl: cut(capture.pageUrl, TEXT_LIMITS.url),
    pageTitle: cut(capture.pageTitle, TEXT_LIMITS.title),
    precision: 'full',
    author: authorOf(capture),
    parentText: capture.thread ? cut(capture.thread, TEXT_LIMITS.parentText) : null,
    position: {
      commentId: canonicalUrl(itemUrl ?? '')?.commentId ?? null,
      index: capture.position === undefined ? null : capture.position - 1,
      seconds: capture.videoTime ?? null,
    },
    subject: null,
    firstSeen,
    capturedAt: at,
    category: { guessed: guess(capture), confirmed: null },
    engine: engineOf(capture, text),
    pointed: pointedOf(capture, text),
    handles: [],
    redact: { text: [], parentText: [], title: [] },
    fee: null,
    note: null,
    attachments: [],
    leaveOut: [],
  };
}

const cut = (text: string, limit: number) => text.slice(0, limit).toWellFormed();
const webAddress = (url: string | undefined) =>
  url !== undefined && /^https?:\/\//.test(url) ? cut(url, TEXT_LIMITS.url) : null;

/** A link or picture has no words of its own on the page: its address is what there is to look at. */
function textOf(capture: ReportCapture): string {
  if (capture.text !== '' || capture.targetUrl === undefined) return capture.text;
  return /^https?:\/\//.test(capture.targetUrl) ? capture.targetUrl : '';
}

function kindOf(capture: ReportCapture): ReportKind {
  if (capture.claim === 'false-alarm') return 'false_alarm';
  const flagged = capture.verdict?.level === 'caution' || capture.verdict?.level === 'danger';
  // A single item that the engine read and let pass is a missed lure; for a page or words of no item we cannot tell.
  return capture.kind !== 'page' && capture.verdict !== undefined && !flagged ? 'missed' : 'lure';
}

function pointedOf(capture: ReportCapture, text: string): Pointed | null {
  const { kind, role, selected } = capture;
  if (kind === 'item' || kind === 'page') return null;
  // Of no item that was read: what was pointed at is all there is.
  const url = capture.text === '' && role === undefined ? null : webAddress(capture.targetUrl);
  if (role === undefined) return { by: kind, span: { start: 0, end: text.length }, url };
  const isInside = selected && selected.start >= 0 && selected.start < selected.end;
  return {
    by: kind,
    span: isInside && selected.end <= text.length ? selected : null,
    url,
  };
}

function siteOf(capture: ReportCapture): string {
  if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(capture.site)) return capture.site;
  const host = capture.host
    .toLowerCase()
    .replace(/^www\./, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  return /^[a-z0-9]/.test(host) ? host : 'other';
}

function authorOf(capture: ReportCapture): ReportDraft['author'] {
  const profileUrl = webAddress(capture.authorUrl);
  if (!capture.author && profileUrl === null) return null;
  return {
    name: cut(capture.author ?? '', TEXT_LIMITS.name),
    id: profileUrl ? idFromProfile(profileUrl) : null,
    profileUrl,
  };
}

/** Last path segment that looks like an id: `space.bilibili.com/123`, `/user/profile/5f…`, `/u/12345`, `/@name`. */
function idFromProfile(url: string): string | null {
  try {
    const parsed = new URL(url);
    const fromQuery = ['uid', 'id', 'sec_uid', 'mid', 'un']
      .map((key) => parsed.searchParams.get(key))
      .find((value) => value);
    if (fromQuery) return fromQuery.slice(0, 200);
    const last = parsed.pathname.split('/').filter(Boolean).at(-1);
    return last && /^@?[\w.-]{2,200}$/.test(last) && !/^(index|home|profile|user)$/i.test(last) ? last : null;
  } catch {
    return null;
  }
}

function guess(capture: ReportCapture): ReportDraft['category']['guessed'] {
  const category = capture.verdict?.category;
  return category === undefined || category === 'none' ? null : category;
}

function engineOf(capture: ReportCapture, text: string): ReportDraft['engine'] {
  const { verdict } = capture;
  if (!verdict || text !== capture.text) return null;
  const findings: EngineFinding[] = verdict.reasons
    .filter((reason) => reason.start <= reason.end && reason.end <= text.length)
    .slice(0, 500)
    .map(({ rule, signal, start, end }) => ({
      rule: rule.slice(0, 120),
      signal: signal.slice(0, 120),
      start,
      end,
    }));
  return {
    rulesetVersion: capture.rulesetVersion ?? '',
    level: verdict.level,
    score: verdict.score,
    findings,
  };
}
