import type { ReportDraft } from '../../reports/draft-format.ts';
import {
  choiceKey,
  previewRedaction,
  type Choices,
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
 *
 * @param earlier - what was decided before. It holds for values that are not in the words at the moment, as while one is typed anew
 */
export function choicesOf(draft: ReportDraft, earlier: Choices = new Map()): Choices {
  const choices = new Map(earlier);
  if (draft.handles.length === 0 && draft.redact.text.length === 0 && draft.redact.parentText.length === 0)
    return choices;
  const proposal = previewRedaction(draft);
  const check = (
    finds: readonly PersonalFinding[],
    spans: ReportDraft['redact']['text'],
    byReported: boolean,
  ) => {
    for (const find of finds) {
      const key = choiceKey(byReported, find);
      const hidden = spans.some((span) => span.start === find.start && span.end === find.end);
      if (hidden !== find.hide) choices.set(key, hidden);
      else if (choices.get(key) !== hidden) choices.delete(key);
    }
  };
  check(proposal.text, draft.redact.text, true);
  check(proposal.parentText, draft.redact.parentText, false);
  return choices;
}

/** The draft with handles and hidden spans as proposed, except where the volunteer decided. */
export function withRedaction(draft: ReportDraft, choices: Choices): ReportDraft {
  const { redact, handles } = previewRedaction(draft, choices);
  return { ...draft, redact, handles };
}

/** Turns one choice round, for every place where the value stands. */
export function flipOne(draft: ReportDraft, { finding, byReported }: ListedFinding): ReportDraft {
  const choices = new Map(choicesOf(draft)).set(choiceKey(byReported, finding), !finding.hide);
  return withRedaction(draft, choices);
}

/** All finds, the reported words first. */
export function listFindings(preview: RedactionPreview): ListedFinding[] {
  return [
    ...preview.text.map((finding) => ({ finding, byReported: true })),
    ...preview.parentText.map((finding) => ({ finding, byReported: false })),
  ];
}
