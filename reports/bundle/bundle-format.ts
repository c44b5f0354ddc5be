import { z } from 'zod';
import { Alias, Moment, Sha256 } from '../record-format.ts';

export const BUNDLE_FORMAT = 1;

export const REPORTS_FILE = 'reports.ndjson';
export const EVENTS_FILE = 'events.ndjson';
export const MANIFEST_FILE = 'manifest.json';
export const ATTACHMENTS_FOLDER = 'attachments/';

/** `reports`: a volunteer's; `decisions`: back to reporters; `team`: everything, between moderators. */
const BUNDLE_KINDS = ['reports', 'decisions', 'team'] as const;
export type BundleKind = (typeof BUNDLE_KINDS)[number];

/** Says what is inside, with the hash of each file. Other members are ignored, so that later versions can add some. */
export const BundleManifest = z.object({
  format: z.literal(BUNDLE_FORMAT),
  kind: z.enum(BUNDLE_KINDS),
  createdAt: Moment,
  /** Alias of who made the file. */
  from: Alias,
  /** Version of the extension. */
  generator: z.string().max(60),
  counts: z.object({
    reports: z.number().int().nonnegative(),
    events: z.number().int().nonnegative(),
    attachments: z.number().int().nonnegative(),
  }),
  files: z
    .array(z.object({ name: z.string().max(200), size: z.number().int().nonnegative(), sha256: Sha256 }))
    .max(20_000),
  /** Head of the hash chain over the events in the file, see `audit-chain.ts`. */
  chainHead: Sha256,
});
export type BundleManifest = z.infer<typeof BundleManifest>;

/**
 * What a file may cost us before we give up. Security parameters: a file comes from anybody, and these bound memory and
 * time whatever it claims. 100,000 generated reports are 193 MB unpacked, 3.3 to 1.
 */
export interface BundleLimits {
  readonly entries: number;
  /** Bytes of the file itself. */
  readonly packed: number;
  /** Bytes of all entries unpacked. */
  readonly unpacked: number;
  /** Unpacked to packed, judged from the first 4 MB on. */
  readonly ratio: number;
  /** Bytes of one line. The longest lawful record is about 1 MB. */
  readonly line: number;
  readonly lines: number;
  /** Errors listed; further ones are counted only. */
  readonly errors: number;
}
export const BUNDLE_LIMITS: BundleLimits = {
  entries: 20_000,
  packed: 1_000_000_000,
  unpacked: 2_000_000_000,
  ratio: 150,
  line: 2_000_000,
  lines: 500_000,
  errors: 1_000,
};
