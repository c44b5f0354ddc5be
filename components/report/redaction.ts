import type { ReportDraft } from '../../reports/draft-format.ts';
import {
  flipKey,
  previewRedaction,
  type PersonalFinding,
  type RedactionPreview,
} from '../../reports/redact.ts';

/** One find as listed to the volunteer. */
interface ListedFinding {
  readonly finding: PersonalFinding;
  /** True in the reported words, false in the post they stand under. */
  readonly byReported: boolean;
}

/**
 * What the volunteer has decided against our proposal, read back from the draft: survives reload without a field of its own.
 * A draft that was never looked through has no handles and no spans and gets the proposal as it is.
 */
export function flipsOf(draft: ReportDraft): Set<string> {
  const proposal = previewRedaction(draft);
  const flips = new Set<string>();
  if (draft.handles.length === 0 && draft.redact.text.length === 0 && draft.redact.parentText.length === 0)
    return flips;
  const check = (
    finds: readonly PersonalFinding[],
    spans: ReportDraft['redact']['text'],
    byReported: boolean,
  ) => {
    for (const find of finds) {
      const hidden = spans.some((span) => span.start === find.start && span.end === find.end);
      if (hidden !== find.hide) flips.add(flipKey(byReported, find));
    }
  };
  check(proposal.text, draft.redact.text, true);
  check(proposal.parentText, draft.redact.parentText, false);
  return flips;
}

/** The draft with handles and hidden spans as proposed, except where flipped. */
export function withRedaction(draft: ReportDraft, flips: ReadonlySet<string>): ReportDraft {
  const { redact, handles } = previewRedaction(draft, flips);
  return { ...draft, redact, handles };
}

/** Turns one choice round. */
export function flipOne(draft: ReportDraft, listed: ListedFinding): ReportDraft {
  const flips = flipsOf(draft);
  const key = flipKey(listed.byReported, listed.finding);
  if (!flips.delete(key)) flips.add(key);
  return withRedaction(draft, flips);
}

/** All finds, the reported words first. */
export function listFindings(preview: RedactionPreview): ListedFinding[] {
  return [
    ...preview.text.map((finding) => ({ finding, byReported: true })),
    ...preview.parentText.map((finding) => ({ finding, byReported: false })),
  ];
}
