import type { OptionalPart, ReportDraft } from '../../reports/draft-format.ts';

/** What every report has. */
type AlwaysSent = 'page' | 'what' | 'when' | 'subject';

/** One line of the preview. `part` is null for what every report has. */
export interface PreviewRow {
  readonly key: OptionalPart | AlwaysSent;
  readonly part: OptionalPart | null;
  /** Whether it goes into the report. */
  readonly goes: boolean;
}

const ORDER: readonly OptionalPart[] = [
  'text',
  'author',
  'permalink',
  'handles',
  'parentText',
  'title',
  'position',
  'engine',
  'pointed',
  'fee',
  'note',
  'attachments',
];

/** Parts of a draft in the order of the preview, with what goes and what does not. */
export function previewRows(draft: ReportDraft): PreviewRow[] {
  const rows: PreviewRow[] = ORDER.filter((part) => has(draft, part)).map((part) => ({
    key: part,
    part,
    goes: !draft.leaveOut.includes(part),
  }));
  const always = (key: AlwaysSent): PreviewRow => ({
    key,
    part: null,
    goes: true,
  });
  return [...rows, always('page'), always('what'), always('when'), always('subject')];
}

function has(draft: ReportDraft, part: OptionalPart): boolean {
  switch (part) {
    case 'text':
      return draft.text.trim() !== '';
    case 'author':
      return draft.author !== null;
    case 'permalink':
      return draft.itemUrl !== null;
    case 'parentText':
      return draft.parentText !== null && draft.parentText !== '';
    case 'title':
      return draft.pageTitle !== '';
    case 'position':
      return (
        draft.position.commentId !== null || draft.position.index !== null || draft.position.seconds !== null
      );
    case 'engine':
      return draft.engine !== null;
    case 'pointed':
      return draft.pointed !== null;
    case 'handles':
      return draft.handles.length > 0;
    case 'fee':
      return draft.fee !== null && draft.fee !== '';
    case 'note':
      return draft.note !== null && draft.note !== '';
    case 'attachments':
      return draft.attachments.length > 0;
  }
}

/** Ticks or unticks a part. */
export function withPart(draft: ReportDraft, part: OptionalPart, goes: boolean): ReportDraft {
  const others = draft.leaveOut.filter((one) => one !== part);
  return { ...draft, leaveOut: goes ? others : [...others, part] };
}

/** `1:02:09` or `2:09`. */
export function timeCode(seconds: number): string {
  const whole = Math.floor(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Spans of personal data that will be hidden, counted once. */
export function hiddenPlaces(draft: ReportDraft): number {
  const { text, parentText, title } = draft.redact;
  return text.length + parentText.length + title.length;
}
