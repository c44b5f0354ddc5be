import { CATEGORIES, LEVELS, type Category, type Level } from '../../core/verdict.ts';
import { deskTexts } from '../../locales/desk.ts';
import { sharedTexts } from '../../locales/shared.ts';
import type { DecidedAs } from '../../reports/decided-as.ts';
import type { DecisionState } from '../../reports/event-format.ts';
import { Chip } from '../shared/Chip.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { readyReasons, reasonFor } from './ready-reasons.ts';
import { SelectField } from './SelectField.tsx';

/** A decision being written. */
export interface DecisionDraft {
  readonly state: DecisionState;
  readonly reason: string;
  readonly publicNote: string;
  readonly internalNote: string;
  readonly category: Category | null;
  readonly level: Level | null;
}

export const EMPTY_DECISION: DecisionDraft = {
  state: 'confirmed',
  reason: '',
  publicNote: '',
  internalNote: '',
  category: null,
  level: null,
};

/** Order of the buttons: what is used most first. */
const STATES = [
  'confirmed',
  'rejected',
  'needs_evidence',
  'escalated',
  'in_review',
  'published',
  'withdrawn',
] as const satisfies readonly DecisionState[];

/** Outcome, reason with ready sentences, notes, corrections. The same for one subject and for many. */
export function DecisionForm({
  value,
  claim,
  onChange,
  reasonId,
}: {
  value: DecisionDraft;
  /** What the reports say: it decides what the outcome means, and which ready sentences fit. */
  claim: DecidedAs;
  onChange: (value: DecisionDraft) => void;
  reasonId: string;
}) {
  const t = useTexts(deskTexts);
  const shared = useTexts(sharedTexts);
  const set = (change: Partial<DecisionDraft>) => onChange({ ...value, ...change });
  return (
    <div class="dk-decision">
      <div class="dk-chips" role="group" aria-label={t('decide.state')}>
        {STATES.map((state) => (
          <Chip
            key={state}
            pressed={state === value.state}
            onClick={() => set({ state, reason: reasonFor(value.reason, state, claim, t) })}
          >
            {t(`do.${state}`)}
          </Chip>
        ))}
      </div>
      <label class="dk-field dk-field--wide">
        <span>{t('decide.reason')}</span>
        <textarea
          id={reasonId}
          rows={2}
          maxLength={500}
          value={value.reason}
          placeholder={t('decide.reason_hint')}
          onInput={(event) => set({ reason: event.currentTarget.value })}
        />
      </label>
      <div class="dk-ready">
        {readyReasons(value.state, claim).map((key) => (
          <button key={key} type="button" class="dk-ready__one" onClick={() => set({ reason: t(key) })}>
            {t(key)}
          </button>
        ))}
      </div>
      <details>
        <summary>{t('decide.more')}</summary>
        <div class="dk-decision__row">
          <SelectField
            label={t('decide.category')}
            value={value.category ?? ''}
            options={CATEGORIES.map((category) => [category, shared(`category.${category}`)])}
            anyLabel={t('decide.keep')}
            onPick={(category) => set({ category: category === '' ? null : (category as Category) })}
          />
          <SelectField
            label={t('decide.level')}
            value={value.level ?? ''}
            options={LEVELS.map((level) => [level, shared(`level.${level}`)])}
            anyLabel={t('decide.keep')}
            onPick={(level) => set({ level: level === '' ? null : (level as Level) })}
          />
        </div>
        <label class="dk-field dk-field--wide">
          <span>{t('decide.public_note')}</span>
          <textarea
            rows={2}
            maxLength={4000}
            value={value.publicNote}
            onInput={(event) => set({ publicNote: event.currentTarget.value })}
          />
        </label>
        <label class="dk-field dk-field--wide">
          <span>{t('decide.internal_note')}</span>
          <textarea
            rows={2}
            maxLength={4000}
            value={value.internalNote}
            onInput={(event) => set({ internalNote: event.currentTarget.value })}
          />
        </label>
      </details>
    </div>
  );
}
