import { z } from 'zod';
import { ROLES } from '../core/item.ts';
import { Verdict } from '../core/verdict.ts';

/** What the reader points at. */
const CAPTURE_KINDS = ['item', 'page', 'selection', 'link', 'image'] as const;
/** `lure`: looks like one. `false-alarm`: was flagged and is none. */
const CAPTURE_CLAIMS = ['lure', 'false-alarm'] as const;

const address = z.string().max(4000);

/** Everything that is known when 举报 is pressed. Raw, as seen on the page; cleaning and the preview are the report page's work. */
export const ReportCapture = z.strictObject({
  kind: z.enum(CAPTURE_KINDS),
  claim: z.enum(CAPTURE_CLAIMS),
  /** Id of the site description, or empty. */
  site: z.string().max(60),
  host: z.string().max(255),
  pageUrl: address,
  pageTitle: z.string().max(500),
  role: z.enum(ROLES).optional(),
  text: z.string().max(200_000),
  /** The part of an item's text that the reader selected, as raw span. */
  selected: z.strictObject({ start: z.number().int(), end: z.number().int() }).optional(),
  /** Text the item stands under. */
  thread: z.string().max(50_000).optional(),
  author: z.string().max(200).optional(),
  authorUrl: address.optional(),
  permalink: address.optional(),
  /** Link or image the reader pointed at. */
  targetUrl: address.optional(),
  verdict: Verdict.optional(),
  rulesetVersion: z.string().max(80).optional(),
  /** Place among the items of its role on the page, from 1. */
  position: z.number().int().positive().optional(),
  /** Seconds into the video that is on the page. */
  videoTime: z.number().nonnegative().optional(),
  /** When this item was first read on this page, epoch milliseconds. */
  firstSeen: z.number(),
  /** Where the item stands in the window, CSS px, for cropping a screenshot. */
  box: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).optional(),
});
export type ReportCapture = z.infer<typeof ReportCapture>;

/** A place on a page, as the browser tells it of a press in its menu or on our key. */
export const PointedPlace = z.strictObject({
  by: z.enum(['selection', 'link', 'image', 'page']),
  /** Link or picture. */
  url: address.optional(),
});
export type PointedPlace = z.infer<typeof PointedPlace>;
