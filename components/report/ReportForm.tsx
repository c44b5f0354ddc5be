import { failureTexts } from '../../locales/failures.ts';
import { reportTexts } from '../../locales/report.ts';
import type { Category, Level } from '../../core/verdict.ts';
import type { ReportDraft } from '../../reports/draft-format.ts';
import type { Report, ReportKind, UrlPrecision } from '../../reports/record-format.ts';
import type { PaceHint } from '../../reports/reporter-pace.ts';
import { Button } from '../shared/Button.tsx';
import { SureButton } from '../shared/SureButton.tsx';
import { failureWords, type ToldFailure } from '../shared/failure-words.ts';
import { ToldText } from '../shared/ToldText.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { AlreadyReported, type KnownSubject } from './AlreadyReported.tsx';
import { CategoryChips } from './CategoryChips.tsx';
import { HandleList } from './HandleList.tsx';
import { HintList } from './HintList.tsx';
import { hintsFor } from './hints.ts';
import { ItemQuote } from './ItemQuote.tsx';
import { KindPicker } from './KindPicker.tsx';
import { OwnWords } from './OwnWords.tsx';
import { PaceNotice } from './PaceNotice.tsx';
import { PartPreview } from './PartPreview.tsx';
import { withPart } from './preview-parts.ts';
import { ScreenshotField, type ScreenshotFieldProps } from './ScreenshotField.tsx';
import { UrlPrecisionPicker } from './UrlPrecisionPicker.tsx';

interface ReportFormProps {
  draft: ReportDraft;
  siteName: string;
  /** How the present rules judge the text now. */
  engine: { level: Level; category: Category } | null;
  /** What the draft makes as it stands, and why not when it cannot be made. */
  report: Report | null;
  problem: { error: 'no_subject' | 'bad_address' | 'malformed'; message: string } | null;
  known: KnownSubject | null;
  shot: Omit<ScreenshotFieldProps, 'attachments'>;
  /** A word about very many reports within a short time. */
  pace: PaceHint | null;
  /** When the draft was last written, as shown; or what went wrong. */
  saved: { ok: true; time: string } | ({ ok: false } & ToldFailure) | null;
  busy: boolean;
  addressAt: (precision: UrlPrecision) => string | null;
  onChange: (draft: ReportDraft) => void;
  onText: (text: string) => void;
  onSubmit: () => void;
  onDiscard: () => void;
}

/** The report form: category first, everything prefilled, all that will be in the report shown beside it. */
export function ReportForm(props: ReportFormProps) {
  const t = useTexts(reportTexts);
  const failures = useTexts(failureTexts);
  const { draft, onChange } = props;
  const setKind = (kind: ReportKind) => {
    // Categories of a false alarm are others than those of a lure: a choice does not carry over.
    const carries = (kind === 'false_alarm') === (draft.kind === 'false_alarm');
    onChange({
      ...draft,
      kind,
      category: { ...draft.category, confirmed: carries ? draft.category.confirmed : null },
    });
  };
  const chosen = draft.category.confirmed;
  const ready = chosen !== null && props.report !== null && !props.busy;
  return (
    <form
      class="rp-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) props.onSubmit();
      }}
    >
      <div class="rp-main">
        <ItemQuote draft={draft} siteName={props.siteName} onText={props.onText} />
        <AlreadyReported known={props.known} />
        <CategoryChips
          kind={draft.kind}
          guessed={draft.category.guessed}
          chosen={chosen}
          onChoose={(confirmed) => onChange({ ...draft, category: { ...draft.category, confirmed } })}
        />
        <KindPicker kind={draft.kind} onPick={setKind} />
        <HintList hints={hintsFor(draft, props.engine)} />
        <PaceNotice hint={props.pace} />
        <div class="rp-submit">
          <Button kind="primary" type="submit" disabled={!ready}>
            {props.busy
              ? t('submit.saving')
              : chosen === null
                ? t('submit.need_category')
                : props.known?.mine || props.known?.others
                  ? t('known.merge')
                  : t('submit')}
          </Button>
          <SureButton label={t('draft.discard')} sure={t('draft.discard_sure')} onSure={props.onDiscard} />
          <div class="zs-muted" role="status">
            {props.saved?.ok && t('draft.saved', { time: props.saved.time })}
            {props.saved?.ok === false && (
              <>
                {t('draft.failed')} <ToldText told={failureWords(props.saved, failures)} />
              </>
            )}
          </div>
        </div>
        {props.problem !== null && chosen !== null && (
          <div class="rp-warn" role="alert">
            <ToldText told={{ text: t(`make.${props.problem.error}`), raw: props.problem.message }} />
          </div>
        )}
        <OwnWords
          note={draft.note ?? ''}
          fee={draft.fee ?? ''}
          onNote={(note) => onChange({ ...draft, note: note === '' ? null : note })}
          onFee={(fee) => onChange({ ...draft, fee: fee === '' ? null : fee })}
        />
        <ScreenshotField {...props.shot} attachments={draft.attachments} />
      </div>
      <div class="rp-side">
        <PartPreview
          draft={draft}
          report={props.report}
          onPart={(part, goes) => onChange(withPart(draft, part, goes))}
        />
        <HandleList draft={draft} onChange={onChange} />
        <UrlPrecisionPicker
          precision={draft.precision}
          addressAt={props.addressAt}
          onPick={(precision) => onChange({ ...draft, precision })}
        />
      </div>
    </form>
  );
}
