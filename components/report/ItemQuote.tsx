import { reportTexts } from '../../locales/report.ts';
import type { ReportDraft } from '../../reports/draft-format.ts';
import { MarkedText, type TextMark } from '../shared/MarkedText.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** The reported words as seen on the page, what the engine matched underlined, what will be hidden covered. */
export function ItemQuote({
  draft,
  siteName,
  onText,
}: {
  draft: ReportDraft;
  siteName: string;
  onText: (text: string) => void;
}) {
  const t = useTexts(reportTexts);
  const marks: TextMark[] = [
    ...(draft.engine?.findings ?? []).map(({ start, end }) => ({ start, end, kind: 'matched' as const })),
    ...(draft.pointed?.span && draft.pointed.by === 'selection'
      ? [{ ...draft.pointed.span, kind: 'selected' as const }]
      : []),
    ...draft.redact.text.map(({ start, end }) => ({ start, end, kind: 'hidden' as const })),
  ];
  return (
    <section class="rp-item" aria-label={t('item.legend')}>
      <p class="zs-muted">
        {t('item.site', { name: siteName })}
        {draft.author && draft.author.name !== '' && <> · {t('item.by', { name: draft.author.name })}</>}
      </p>
      {draft.parentText !== null && draft.parentText !== '' && <p class="rp-parent">{draft.parentText}</p>}
      {draft.engine === null ? (
        <label class="rp-field">
          <span>{draft.text.trim() === '' ? t('item.none') : t('item.paste')}</span>
          <textarea rows={4} value={draft.text} onInput={(event) => onText(event.currentTarget.value)} />
        </label>
      ) : (
        <blockquote class="rp-quote">
          <MarkedText text={draft.text} marks={marks} />
        </blockquote>
      )}
    </section>
  );
}
