import { sha256Hex } from './content-hash.ts';
import { evidenceHash, partHashes, REPORT_FORMAT, type ReportBody } from './record-format.ts';

type Upgraded =
  | { readonly ok: true; readonly value: Record<string, unknown> }
  | { readonly ok: false; readonly message: string };

type Loose = Record<string, unknown>;

/**
 * One step per format, from format n to n + 1. A step never invents evidence: what the old record does not say becomes
 * `null`. Each step has a stored old record in test/unit/reports/stored/ that must still be read.
 */
const STEPS: readonly ((old: Loose) => Loose)[] = [fromFormat0, fromFormat1];

/** Brings a record of an older format to the present one. The id stays. Does not validate: `readReport` does. */
export function upgradeReport(value: Loose, format: number): Upgraded {
  let current = value;
  try {
    for (let step = format; step < REPORT_FORMAT; step += 1) current = STEPS[step]!(current);
  } catch (error) {
    return {
      ok: false,
      message: `could not be brought from format ${format} to ${REPORT_FORMAT}: ${String(error)}`,
    };
  }
  return { ok: true, value: current };
}

/**
 * Format 0 is the record of the trial builds: one `category`, a bare `url`, handles as plain strings that were all the
 * advertiser's, no hashes of parts, no attachments.
 */
function fromFormat0(old: Loose): Loose {
  const { category, url, handles, rulesetVersion, timeCode, ...rest } = old;
  const body = {
    ...rest,
    format: 1,
    permalink: typeof url === 'string' ? { url, precision: 'full' } : null,
    category: { guessed: null, confirmed: category ?? null },
    handles: (Array.isArray(handles) ? handles : []).map((one) => ({
      kind: 'other',
      value: String(one),
      whose: 'advertiser',
      state: 'kept',
    })),
    position: { commentId: null, index: null, seconds: typeof timeCode === 'number' ? timeCode : null },
    engine:
      typeof rulesetVersion === 'string' ? { rulesetVersion, level: 'none', score: 0, findings: [] } : null,
    attachments: [],
  } as unknown as ReportBody;
  body.textHash = sha256Hex(body.text);
  body.contentHash = evidenceHash(body);
  body.parts = partHashes({ ...body, pointed: null });
  return body as unknown as Loose;
}

/** Format 1 did not say what the reader pointed at. */
function fromFormat1(old: Loose): Loose {
  return { ...old, format: 2, pointed: null, parts: { ...(old.parts as object), pointed: null } };
}
