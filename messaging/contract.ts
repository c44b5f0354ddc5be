import { z } from 'zod';
import { Dismissal } from '../settings/dismissals.ts';
import { ChannelChange, ChannelChangeResult } from './channel-change.ts';
import { PageReport, PageSummary } from './findings.ts';
import { PointedPlace, ReportCapture } from './report-capture.ts';

/**
 * The whole protocol on one page. `from` says who may send: a content script, or one of our own pages (the background counts as
 * one). `to` says who answers. Input and output are validated on receipt, on both sides (messenger.ts).
 */
const message = <I extends z.ZodType, O extends z.ZodType>(
  from: 'content' | 'page' | 'any',
  to: 'background' | 'content',
  input: I,
  output: O,
) => ({ from, to, input, output });

const nothing = z.undefined().or(z.null());

export const contract = {
  /** A page was read or judged anew: counts for the badge. */
  'page/summary': message('content', 'background', PageSummary, nothing),
  /** The popup asks the page in front for its findings. */
  'page/report': message('page', 'content', nothing, PageReport),
  /** Scroll to an item and flash it. */
  'item/show': message(
    'page',
    'content',
    z.strictObject({ key: z.string().max(200) }),
    z.strictObject({ shown: z.boolean() }),
  ),
  /** Read the page in front once, on a site that is not supported (`activeTab`). */
  'page/scan-once': message(
    'page',
    'background',
    z.strictObject({ tabId: z.number().int() }),
    z.strictObject({ started: z.boolean() }),
  ),
  /** The reader took permissions back: a page that falls under one of these match patterns is read no further. */
  'page/revoked': message(
    'page',
    'content',
    z.strictObject({ origins: z.array(z.string().max(300)).max(500) }),
    nothing,
  ),
  /** Remember, or take back, a dismissal. */
  'dismissal/add': message('any', 'background', Dismissal, nothing),
  'dismissal/remove': message('any', 'background', z.strictObject({ id: z.string().max(64) }), nothing),
  /** The reader closed the search strip: it stays away. */
  'strip/close': message('content', 'background', nothing, nothing),
  /** The reader pressed 举报: a draft is kept and the report page opened. Nothing leaves the device. */
  'report/draft': message('any', 'background', ReportCapture, z.strictObject({ id: z.string().max(100) })),
  /** The page's captured context for a report on the whole page. */
  'page/capture': message('page', 'content', nothing, ReportCapture),
  /** What is known of a place the reader points at: the item it belongs to, else the page. */
  'place/capture': message('page', 'content', PointedPlace, ReportCapture),
  /** Open one of our own pages in a tab. */
  'page/open': message(
    'any',
    'background',
    z.strictObject({ page: z.enum(['options', 'my-reports', 'welcome']) }),
    nothing,
  ),
  /** Look for new rules now. Answers at once; how it went is in storage, see updates/status.ts. */
  'rules/check': message('page', 'background', nothing, nothing),
  /** Change the channels. The background checks everything again and activates the outcome before it answers. */
  'rules/change': message('page', 'background', ChannelChange, ChannelChangeResult),
  /** Send what waits for the team inbox and fetch decisions. Answers at once; the outbox in the store tells how it went. */
  'inbox/sync': message('page', 'background', nothing, nothing),
  /** The moderator presses send: the same, with the decisions that the desk holds. */
  'inbox/hand-over': message('page', 'background', nothing, nothing),
  /** A page sends or has sent by itself: what it leaves waiting is tried again when it is due, not before. */
  'inbox/wake': message('page', 'background', nothing, nothing),
} as const;

type Contract = typeof contract;
export type MessageName = keyof Contract;
export type Input<K extends MessageName> = z.infer<Contract[K]['input']>;
export type Output<K extends MessageName> = z.infer<Contract[K]['output']>;
