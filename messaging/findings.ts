import { z } from 'zod';
import { ROLES } from '../core/item.ts';
import { Category, Level } from '../core/verdict.ts';

/** How reading a page goes. */
const READING_STATES = ['site', 'generic', 'stale', 'off'] as const;
/** `site`: a site description reads it; `generic`: no description; `stale`: the description finds nothing; `off`: switched off. */
const ReadingState = z.enum(READING_STATES);
type ReadingState = z.infer<typeof ReadingState>;

/** What the background keeps of a page, for the badge: counts, no text and no address. */
export const PageSummary = z.strictObject({
  checked: z.number().int().nonnegative(),
  danger: z.number().int().nonnegative(),
  caution: z.number().int().nonnegative(),
  topic: z.number().int().nonnegative(),
  reading: ReadingState,
  /** Id of the site description, when one is in use. */
  site: z.string().max(60).optional(),
  /** Kind of page by the site description. */
  kind: z.string().max(40).optional(),
  /** `missing`: the description found no comments where the generic reader did. Left out where a page has none. */
  comments: z.enum(['found', 'missing']).optional(),
});
export type PageSummary = z.infer<typeof PageSummary>;

/** One flagged item as the popup shows it. Goes from the page to the popup only, and is stored nowhere. */
export const PageFinding = z.strictObject({
  key: z.string().max(200),
  level: Level,
  category: Category,
  role: z.enum(ROLES),
  /** First words of the item. */
  excerpt: z.string().max(160),
  author: z.string().max(200).optional(),
  /** Words that were matched, at most a handful. */
  words: z.array(z.string().max(60)).max(12),
  /** The marker could not be kept on the page: told here instead. */
  unmarked: z.boolean(),
  /** How often the same text is on the page. */
  repeats: z.number().int().positive(),
});
export type PageFinding = z.infer<typeof PageFinding>;

export const PageReport = z.strictObject({
  /** The page's own word for where it is; the browser tells the popup only what it granted. */
  host: z.string().max(255),
  summary: PageSummary,
  findings: z.array(PageFinding).max(500),
  /** Items that would be among the findings, had the reader not asked to hear no more of them. */
  quieted: z.number().int().nonnegative(),
  ruleset: z.strictObject({ version: z.string().max(80), createdAt: z.string().max(40) }).optional(),
});
export type PageReport = z.infer<typeof PageReport>;
