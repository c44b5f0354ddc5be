import type { Role } from '../core/item.ts';
import { digitRuns, isIdNumber, passesLuhn, plainDigits, type DigitRun } from './digit-runs.ts';
import type { ReportDraft } from './draft-format.ts';
import { hideSpans } from './make-report.ts';
import { isPlatformHost } from './platform-hosts.ts';
import type { Handle, ReportKind } from './record-format.ts';

/** Personal data and ways of contact that a text can hold. */
export type PersonalKind =
  'phone' | 'id_number' | 'bank_card' | 'wechat' | 'qq' | 'email' | 'link' | 'mention';

/** Why we think it is the advertiser's or somebody else's: shown to the volunteer, who has the last word. */
type WhoseBecause =
  | 'invites_contact'
  | 'written_by_reported_author'
  | 'own_or_foreign_number'
  | 'written_by_somebody_else'
  | 'never_needed'
  | 'payment_account'
  | 'report_says_no_lure';

/** One find, in raw offsets of the text searched. */
export interface PersonalFinding {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
  /** As written. */
  readonly value: string;
  readonly whose: 'advertiser' | 'other';
  readonly because: WhoseBecause;
  /** Proposed: hidden before the report leaves. */
  readonly hide: boolean;
}

/** Who wrote the text and what the report says of it. */
interface TextOrigin {
  /** True for the reported item's own text; false for the post it stands under. */
  readonly byReported: boolean;
  readonly kind: ReportKind;
}

// Words before a handle that invite to use it. Look-alikes of 微 as seen in the collected variants (lexicon.json).
const WECHAT_CUE =
  /(?:[微威薇徽嶶溦维围卫韦V唯][信心芯星欣x❤]|[加+➕嘉伽十家][微威薇徽嶶溦维卫韦v唯]|绿[泡色]{1,2}|wechat|weixin|(?:^|[^a-z])(?:vx|wx|wei|v|[wx](?=\s{0,3}[:：]))|[微威薇徽溦维唯]|号|id|同号)\s{0,3}(?:号|同号|id)?\s{0,3}[:：;=是为→>👉\-～~]{0,3}\s{0,3}$/iu;
const QQ_CUE =
  /(?:qq|q|扣扣|扣|企鹅|秋秋|球球|群号|群)\s{0,3}(?:号|群)?\s{0,3}[:：;=是为→>👉\-]{0,3}\s{0,3}$/iu;
const INVITES =
  /(?:加|联系|找我|咨询|微|薇|威|v|电话|热线|私|滴|扫|详聊|详谈|办理|来电|拨打|客服|顾问|老师|经理|点击|进群|链接|领取|申请|认准|关注|同号|➕|📱|☎|👉|📞)/iu;
/** Numbers that the writer speaks of as own, or as those of callers, not as an offer. */
const NOT_AN_OFFER =
  /(?:我的(?:手机|电话|号码|卡|微信)|本人|我(?:手机|电话)|打给我|打来|来电显示|骚扰|被(?:骗|打爆|轰炸)|催收(?:用|拿|的|打)|家人(?:的)?电话|我(?:妈|爸|老公|老婆|公司)|骗子|举报|拉黑)/u;
const PAYS_TO = /(?:收款|打款|转账|汇款|付款|转到|打到|缴费|账户|户名|开户)/u;

const EMAIL = /[\w.+-]{1,40}@[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,20}){0,3}\.[a-z]{2,10}/giu;
const LINK =
  /https?:\/\/[^\s"'<>「」『』【】（）()，。！？、；：]{3,500}|(?<![\w@.])(?:[a-z0-9-]{1,60}\.){1,4}(?:com|cn|net|org|top|vip|xyz|shop|club|site|online|cc|me|link|icu|ltd|work|fun|store|info|app)(?![a-z])(?:\/[^\s"'<>，。！？、；：（）()]{0,300})?/giu;
const HANDLE_WORD = /(?<![a-z0-9_@./-])[a-z][a-z0-9_-]{5,19}(?![a-z0-9_-])/giu;
const MENTION = /@[\p{L}\p{N}_-]{2,30}/gu;

/** Units looked at before and after a find when asking whose it is: about one clause. */
const BEFORE = 14;
const AFTER = 8;

/**
 * Finds personal data and contact handles in a text, and says whose each probably is. The advertiser's ways of contact
 * are evidence (police notices ask for exactly them) and stay; other people's data is proposed for hiding. Identity
 * numbers are always hidden. Linear in the length of the text.
 *
 * @returns finds in order, not overlapping, in raw UTF-16 offsets
 */
export function findPersonalData(text: string, origin: TextOrigin): PersonalFinding[] {
  const plain = plainDigits(text);
  const finds: PersonalFinding[] = [];
  const taken = new Uint8Array(text.length);
  const add = (kind: PersonalKind, start: number, end: number) => {
    for (let index = start; index < end; index += 1) if (taken[index]) return;
    taken.fill(1, start, end);
    finds.push({ kind, start, end, value: text.slice(start, end), ...judge(kind, text, start, end, origin) });
  };
  for (const match of plain.matchAll(EMAIL)) add('email', match.index, match.index + match[0].length);
  for (const match of plain.matchAll(LINK)) add('link', match.index, match.index + match[0].length);
  const runs = digitRuns(plain, 5);
  for (const run of runs) addIdNumber(plain, run, add);
  for (const run of runs) addNumber(plain, run, add);
  for (const match of plain.matchAll(HANDLE_WORD)) {
    if (WECHAT_CUE.test(plain.slice(Math.max(0, match.index - 12), match.index)))
      add('wechat', match.index, match.index + match[0].length);
  }
  for (const match of text.matchAll(MENTION)) add('mention', match.index, match.index + match[0].length);
  return finds.sort((a, b) => a.start - b.start);
}

type Add = (kind: PersonalKind, start: number, end: number) => void;

function addIdNumber(plain: string, run: DigitRun, add: Add): void {
  for (let from = 0; from + 17 <= run.digits.length; from += 1) {
    const start = run.at[from]!;
    const last = run.at[from + 17];
    const body = run.digits.slice(from, from + 17);
    if (last !== undefined && isIdNumber(body + run.digits[from + 17]!))
      return add('id_number', start, last + 1);
    const end = run.at[from + 16]! + 1;
    if (last === undefined && plain[end] === 'x' && isIdNumber(`${body}x`))
      return add('id_number', start, end + 1);
  }
}

function addNumber(plain: string, run: DigitRun, add: Add): void {
  const { digits } = run;
  const span = (from: number, length: number) => [run.at[from]!, run.at[from + length - 1]! + 1] as const;
  if (digits.length >= 15 && digits.length <= 19 && /^[3-6]/.test(digits) && passesLuhn(digits))
    return add('bank_card', run.start, run.end);
  const mobile = /(?:^|^0?0?86|[^\d])(1[3-9]\d{9})/.exec(digits) ?? /(1[3-9]\d{9})$/.exec(digits);
  if (mobile && digits.length <= 16) return add('phone', ...span(digits.lastIndexOf(mobile[1]!), 11));
  if (/^(?:400|800)\d{7}$/.test(digits)) return add('phone', run.start, run.end);
  const before = plain.slice(Math.max(0, run.start - 10), run.start);
  if (digits.length <= 12 && QQ_CUE.test(before) && !digits.startsWith('0'))
    return add('qq', run.start, run.end);
  if (/^0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}$/.test(digits)) return add('phone', run.start, run.end);
  if (digits.length >= 6 && digits.length <= 12 && WECHAT_CUE.test(before))
    return add('wechat', run.start, run.end);
}

function judge(
  kind: PersonalKind,
  text: string,
  start: number,
  end: number,
  origin: TextOrigin,
): Pick<PersonalFinding, 'whose' | 'because' | 'hide'> {
  const advertisers = (because: WhoseBecause) => ({ whose: 'advertiser', because, hide: false }) as const;
  const others = (because: WhoseBecause) => ({ whose: 'other', because, hide: true }) as const;
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const around = `${before}${text.slice(end, end + AFTER)}`;
  if (kind === 'id_number') return others('never_needed');
  if (!origin.byReported) return others('written_by_somebody_else');
  if (origin.kind === 'false_alarm') return others('report_says_no_lure');
  if (kind === 'bank_card')
    return PAYS_TO.test(around) ? advertisers('payment_account') : others('never_needed');
  if (NOT_AN_OFFER.test(before)) return others('own_or_foreign_number');
  if (kind === 'mention')
    return INVITES.test(before) ? advertisers('invites_contact') : others('written_by_somebody_else');
  return INVITES.test(around) ? advertisers('invites_contact') : advertisers('written_by_reported_author');
}

type Span = ReportDraft['redact']['text'][number];

/** What the preview shows: every find in the words, the texts as they would leave, and the handles that go on record. */
export interface RedactionPreview {
  readonly text: readonly PersonalFinding[];
  readonly parentText: readonly PersonalFinding[];
  /** Ready for `ReportDraft.redact`. */
  readonly redact: ReportDraft['redact'];
  readonly hidden: { readonly text: string; readonly parentText: string | null };
  /** Ready for `ReportDraft.handles`. */
  readonly handles: Handle[];
}

/** What the volunteer said of a value, by `choiceKey`: true to hide it. */
export type Choices = ReadonlyMap<string, boolean>;

/** Looks through all texts of a draft. Pure; call again after the volunteer changed the words or a choice. */
export function previewRedaction(
  draft: Pick<ReportDraft, 'text' | 'parentText' | 'kind'> &
    Partial<Pick<ReportDraft, 'pointed' | 'pageTitle' | 'role'>>,
  choices: Choices = new Map(),
): RedactionPreview {
  const look = (text: string, byReported: boolean) =>
    findPersonalData(text, { byReported, kind: draft.kind }).map((one) => {
      const hide = choices.get(choiceKey(byReported, one)) ?? one.hide;
      return hide === one.hide
        ? one
        : { ...one, hide, whose: hide ? ('other' as const) : ('advertiser' as const) };
    });
  const text = look(draft.text, true);
  const parentText = draft.parentText === null ? [] : look(draft.parentText, false);
  const spans = (finds: readonly PersonalFinding[]) =>
    finds.filter((one) => one.hide).map(({ start, end }) => ({ start, end }));
  const redact = {
    text: spans(text),
    parentText: spans(parentText),
    title: titleSpans(draft, [...text, ...parentText]),
  };
  return {
    text,
    parentText,
    redact,
    hidden: {
      text: hideSpans(draft.text, redact.text),
      parentText: draft.parentText === null ? null : hideSpans(draft.parentText, redact.parentText),
    },
    handles: withLink(handlesOf([...text, ...parentText]), draft.pointed?.url ?? null, draft.kind),
  };
}

const UNDER_A_POST: readonly unknown[] = ['comment', 'reply', 'danmaku'] satisfies Role[];

/** Whether an item stands under somebody else's post: the page's title is not its writer's then. */
export const standsUnderPost = (role: Role | null | undefined): boolean => UNDER_A_POST.includes(role);

/** The page's title often repeats the words: what was said of a value there holds here. */
function titleSpans(
  { pageTitle = '', role, kind }: Partial<ReportDraft> & Pick<ReportDraft, 'kind'>,
  inWords: readonly PersonalFinding[],
): Span[] {
  const spans: Span[] = [];
  const add = (start: number, end: number) => {
    if (!spans.some((one) => one.start < end && start < one.end)) spans.push({ start, end });
  };
  const kept = new Set(inWords.filter((one) => !one.hide).map(valueKey));
  for (const one of findPersonalData(pageTitle, { byReported: !standsUnderPost(role), kind }))
    if (one.hide && !kept.has(valueKey(one))) add(one.start, one.end);
  for (const { hide, value } of inWords) {
    if (!hide) continue;
    for (let at = pageTitle.indexOf(value); at >= 0; at = pageTitle.indexOf(value, at + value.length))
      add(at, at + value.length);
  }
  return spans;
}

/** The address behind a link that was pointed at is a way of contact, too, unless it leads about the platform itself. */
function withLink(handles: Handle[], url: string | null, kind: ReportKind): Handle[] {
  const host = url !== null && URL.canParse(url) ? new URL(url).hostname : null;
  const isLead = host !== null && kind !== 'false_alarm' && !isPlatformHost(host);
  if (!isLead || url === null || url.length > 300) return handles;
  const same = (one: Handle) =>
    one.kind === 'link' && normalHandle('link', one.value) === normalHandle('link', url);
  if (handles.some(same)) return handles;
  return [...handles, { kind: 'link', value: url, whose: 'advertiser', state: 'kept' }];
}

const HANDLE_OF: Readonly<Record<PersonalKind, Handle['kind']>> = {
  phone: 'phone',
  wechat: 'wechat',
  qq: 'qq',
  email: 'email',
  link: 'link',
  id_number: 'other',
  bank_card: 'other',
  mention: 'other',
};

/** A value as it is told from others, however it is spelled. */
const valueKey = ({ kind, value }: Pick<PersonalFinding, 'kind' | 'value'>) =>
  `${kind}:${normalHandle(HANDLE_OF[kind], value)}`;

/** Names a value for `Choices`: where it stands may change while the words are edited. */
export function choiceKey(byReported: boolean, find: Pick<PersonalFinding, 'kind' | 'value'>): string {
  return `${byReported ? 'text' : 'parent'}:${valueKey(find)}`;
}

/** Handles for the record, one each; hidden ones keep kind and owner only. */
function handlesOf(finds: readonly PersonalFinding[]): Handle[] {
  const seen = new Map<string, Handle>();
  for (const find of finds) {
    const kind = HANDLE_OF[find.kind];
    const value = find.hide ? '' : find.value.slice(0, 300);
    const handle: Handle = { kind, value, whose: find.whose, state: find.hide ? 'redacted' : 'kept' };
    seen.set(`${kind}|${find.whose}|${normalHandle(kind, value)}|${handle.state}`, handle);
  }
  return [...seen.values()];
}

/** One spelling for one handle, to find who else uses it: digits and letters made plain, separators dropped. */
export function normalHandle(kind: Handle['kind'], value: string): string {
  const plain = plainDigits(value).trim();
  if (kind === 'phone' || kind === 'qq')
    return plain.replaceAll(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$)/, '');
  if (kind === 'link')
    return plain
      .replace(/^https?:\/\/(?:www\.)?/, '')
      .replace(/[?#].*$/, '')
      .replace(/\/$/, '');
  return plain.replaceAll(/\s/g, '');
}
