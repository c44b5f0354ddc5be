/** What an item is on its site. The wording of the corpus guide; see docs/architecture.md, vocabulary. */
export const ROLES = [
  'caption',
  'comment',
  'reply',
  'danmaku',
  'title',
  'article',
  'profile',
  'live',
  'search',
] as const;
export type Role = (typeof ROLES)[number];

/** One unit of text that one author published, as detection sees it. All text is raw, as read from the page. */
export interface Item {
  readonly text: string;
  /** Default: `comment`. */
  readonly role?: Role;
  /** Text of the post or comment this item stands under, when the site shows it. */
  readonly thread?: string;
  /** Display name of the author. Never a feature of the text model; see docs/detection.md. */
  readonly author?: string;
}
