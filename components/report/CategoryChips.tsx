import { useState } from 'preact/hooks';
import { CATEGORIES, type Category } from '../../core/verdict.ts';
import { reportTexts } from '../../locales/report.ts';
import { sharedTexts } from '../../locales/shared.ts';
import type { ReportKind } from '../../reports/record-format.ts';
import { Button } from '../shared/Button.tsx';
import { Chip } from '../shared/Chip.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** Most reported kinds first, so that the first row is enough for nearly everybody; the guess goes before all. */
const COMMON: readonly Category[] = [
  'credit_repair',
  'debt_negotiation',
  'anti_collection',
  'surrender_agent',
  'loan_broker',
  'recovery_scam',
];
const LURES: readonly Category[] = CATEGORIES.filter((one) => one !== 'lawful' && one !== 'none');

interface CategoryChipsProps {
  kind: ReportKind;
  guessed: Category | null;
  chosen: Category | null;
  onChoose: (category: Category) => void;
}

/** Category chips: the first click of two. A false alarm asks instead what it really is. */
export function CategoryChips({ kind, guessed, chosen, onChoose }: CategoryChipsProps) {
  const t = useTexts(reportTexts);
  const shared = useTexts(sharedTexts);
  const [all, setAll] = useState(false);
  if (kind === 'false_alarm') {
    return (
      <Chips legend={t('category.legend')}>
        {(['lawful', 'none'] as const).map((one) => (
          <Chip key={one} pressed={chosen === one} onClick={() => onChoose(one)}>
            {t(`category.fa_${one}`)}
          </Chip>
        ))}
      </Chips>
    );
  }
  const guess = guessed !== null && LURES.includes(guessed) ? guessed : null;
  const first = [
    ...new Set([...(guess ? [guess] : []), ...COMMON, ...(chosen && LURES.includes(chosen) ? [chosen] : [])]),
  ];
  const shown = all ? [...new Set([...first, ...LURES])] : first;
  return (
    <Chips legend={t('category.legend')}>
      {shown.map((one) => (
        <Chip key={one} pressed={chosen === one} onClick={() => onChoose(one)}>
          {one === guess
            ? t('category.guess', { name: shared(`category.${one}`) })
            : shared(`category.${one}`)}
        </Chip>
      ))}
      <Button kind="plain" small expanded={all} onClick={() => setAll(!all)}>
        {all ? t('category.fewer') : t('category.more')}
      </Button>
    </Chips>
  );
}

function Chips({ legend, children }: { legend: string; children: preact.ComponentChildren }) {
  return (
    <fieldset class="rp-group rp-group--first">
      <legend>{legend}</legend>
      <div class="rp-chips">{children}</div>
    </fieldset>
  );
}
