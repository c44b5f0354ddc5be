import { useState } from 'preact/hooks';
import type { Explanation } from '../../core/explain.ts';
import { ROLES, type Role } from '../../core/item.ts';
import type { Stance } from '../../core/ruleset/signal-format.ts';
import { optionsTexts } from '../../locales/options.ts';
import { sharedTexts } from '../../locales/shared.ts';
import { Button } from '../shared/Button.tsx';
import { Chip } from '../shared/Chip.tsx';
import { LevelBadge } from '../shared/LevelBadge.tsx';
import { MarkedText } from '../shared/MarkedText.tsx';
import { Notice } from '../shared/Notice.tsx';
import { useLanguage, useTexts } from '../shared/use-texts.ts';
import type { TryModel } from './options-model.ts';

/** Paste a text, see the verdict and why. The engine is that of the pages. */
export function TrySection({ model }: { model: TryModel }) {
  const t = useTexts(optionsTexts);
  const [text, setText] = useState('');
  const [thread, setThread] = useState('');
  const [role, setRole] = useState<Role>('comment');
  const [result, setResult] = useState<{ text: string; explanation: Explanation }>();
  const { explain } = model;
  if (!explain) return <Notice tone="caution">{t('try.noRules')}</Notice>;
  const run = () => {
    const item = { text, role, ...(thread.trim() !== '' && { thread }) };
    setResult(text.trim() === '' ? undefined : { text, explanation: explain(item) });
  };
  return (
    <>
      <p>{t('try.intro')}</p>
      <form
        class="zs-options__form"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <label>
          {t('try.text')}
          <textarea
            class="zs-field"
            rows={5}
            maxLength={100_000}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <div class="zs-options__pair">
          <label>
            {t('try.thread')}
            <input
              class="zs-field"
              value={thread}
              onInput={(event) => setThread(event.currentTarget.value)}
            />
          </label>
          <label>
            {t('try.role')}
            <select
              class="zs-field"
              value={role}
              onChange={(event) => setRole(event.currentTarget.value as Role)}
            >
              {ROLES.map((one) => (
                <option key={one} value={one}>
                  {t(`role.${one}`)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <div class="zs-options__row">
          <Button type="submit" kind="primary">
            {t('try.run')}
          </Button>
        </div>
      </form>
      <div aria-live="polite">{result && <Result {...result} ruleTitle={model.ruleTitle} />}</div>
    </>
  );
}

function Result({
  text,
  explanation,
  ruleTitle,
}: {
  text: string;
  explanation: Explanation;
  ruleTitle: TryModel['ruleTitle'];
}) {
  const t = useTexts(optionsTexts);
  const shared = useTexts(sharedTexts);
  const language = useLanguage();
  const { verdict, folded, signals } = explanation;
  const flagged = verdict.level === 'danger' || verdict.level === 'caution';
  const marks = verdict.reasons.map(({ start, end }) => ({ start, end, kind: 'matched' as const }));
  return (
    <section class="zs-options__result">
      <p class="zs-options__verdict">
        <LevelBadge level={verdict.level} language={language} size={22} />
        {verdict.category !== 'none' && <Chip>{shared(`category.${verdict.category}`)}</Chip>}
        {flagged && (
          <span class="zs-muted">{t('try.score', { score: percent(verdict.score, language) })}</span>
        )}
      </p>
      <p>{useWhy(explanation, ruleTitle)}</p>
      <blockquote class="zs-options__text">
        <MarkedText text={text.slice(0, 3000)} marks={marks} />
      </blockquote>
      <h2>{t('try.readAs')}</h2>
      <div class="zs-options__text">{folded.slice(0, 3000)}</div>
      {signals.length > 0 && (
        <>
          <h2>{t('try.signals')}</h2>
          <table class="zs-options__signals">
            <tbody>
              {bySignal(signals).map(({ id, meaning, words, notes }) => (
                <tr key={id} title={id}>
                  <td>{words.join('、')}</td>
                  <td class="zs-muted">{meaning}</td>
                  <td>
                    {notes
                      .map((note) => (note === 'disguised' ? t('try.disguised') : t(`stance.${note}`)))
                      .join('、')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

interface SignalRow {
  readonly id: string;
  readonly meaning: string;
  readonly words: readonly string[];
  readonly notes: readonly ('disguised' | Stance)[];
}

/** One row a signal: its words without those that lie inside longer ones. */
function bySignal(signals: Explanation['signals']): SignalRow[] {
  const groups = new Map<string, Explanation['signals'][number][]>();
  for (const signal of signals) groups.set(signal.id, [...(groups.get(signal.id) ?? []), signal]);
  return [...groups].slice(0, 60).map(([id, all]) => ({
    id,
    meaning: all[0]!.meaning,
    words: [...new Set(all.map(({ text }) => text))].filter(
      (word, _, words) => !words.some((other) => other !== word && other.includes(word)),
    ),
    notes: [
      ...new Set(
        all.flatMap(({ disguised, stances }) => [...(disguised ? (['disguised'] as const) : []), ...stances]),
      ),
    ],
  }));
}

function useWhy({ decidedBy }: Explanation, ruleTitle: TryModel['ruleTitle']): string {
  const t = useTexts(optionsTexts);
  switch (decidedBy.by) {
    case 'rule':
      return t('try.by.rule', { rule: ruleTitle(decidedBy.rule) });
    case 'model':
      return t('try.by.model', { words: decidedBy.words.join('、') });
    case 'spoken-against':
      return t('try.by.against', { stances: decidedBy.stances.map((one) => t(`stance.${one}`)).join('、') });
    case 'below-threshold':
      return t('try.by.below');
    case 'glance':
      return t('try.by.glance');
    case 'not-about-debt':
      return t('try.by.unrelated');
  }
}

function percent(value: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(Math.min(value, 0.99));
}
