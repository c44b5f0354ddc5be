import { hideSpans } from '../make-report.ts';
import type { Report } from '../record-format.ts';
import { findPersonalData, standsUnderPost } from '../redact.ts';

/** Texts of a report as they may leave. Hidden parts keep their length, so that spans stay right. */
export interface CleanedTexts {
  readonly text: string;
  readonly parentText: string | null;
  readonly title: string;
  readonly note: string | null;
  readonly fee: string | null;
  /** True when something more was hidden. */
  readonly changed: boolean;
}

/**
 * Hides other people's personal data once more: reports come from many hands, and not every hand was careful. What was written by the
 * reported author about contact stays; of what somebody else wrote, and the reporter, only what is on record as the advertiser's.
 */
export function cleanedForExport(report: Report): CleanedTexts {
  const ready = cleaned.get(report);
  if (ready) return ready;
  const onRecord = new Set(
    report.handles
      .filter((one) => one.whose === 'advertiser' && one.state === 'kept')
      .map((one) => one.value),
  );
  const hide = (text: string, byReported: boolean) =>
    hideSpans(
      text,
      findPersonalData(text, { byReported, kind: report.kind }).filter(
        (one) => one.hide && (byReported || !onRecord.has(one.value)),
      ),
    );
  const { text, parentText, note, fee, page } = report;
  const texts = {
    text: hide(text, true),
    parentText: parentText === null ? null : hide(parentText, false),
    title: hide(page.title, !standsUnderPost(report.role)),
    note: note === null ? null : hide(note, false),
    fee: fee === null ? null : hide(fee, false),
  };
  const before = { text, parentText, title: page.title, note, fee };
  const changed = (Object.keys(before) as (keyof typeof before)[]).some((one) => texts[one] !== before[one]);
  const made = { ...texts, changed };
  cleaned.set(report, made);
  return made;
}

/** Every file of an export asks again; looking through a text once is enough. */
const cleaned = new WeakMap<Report, CleanedTexts>();
