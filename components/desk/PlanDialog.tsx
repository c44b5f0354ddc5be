import { useEffect, useState } from 'preact/hooks';
import { siteName } from '../../locales/site-names.ts';
import { deskTexts } from '../../locales/desk.ts';
import type { DecidedAs } from '../../reports/decided-as.ts';
import { Button } from '../shared/Button.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { Notice } from '../shared/Notice.tsx';
import { useLanguage, useTexts } from '../shared/use-texts.ts';
import { DecisionForm, EMPTY_DECISION, type DecisionDraft } from './DecisionForm.tsx';
import type { DeskAction, DeskPlan } from './desk-api.ts';

interface PlanDialogProps {
  /** The action when it is settled already; a decision is written here. */
  action: DeskAction | null;
  first: DecisionDraft | null;
  /** Dry run: what would change. `except` are left out by hand. */
  dryRun: (action: DeskAction, except: readonly string[]) => Promise<DeskPlan>;
  /** How many of the subjects claim what. Asked for decisions only. */
  claims: (except: readonly string[]) => Promise<Readonly<Record<DecidedAs, number>>>;
  onRun: (plan: DeskPlan) => void;
  onClose: () => void;
}

/** One action on many subjects: first what it will change and what it cannot, with exceptions, then the click that does it. */
export function PlanDialog(props: PlanDialogProps) {
  const t = useTexts(deskTexts);
  const language = useLanguage();
  const [decision, setDecision] = useState<DecisionDraft>(props.first ?? EMPTY_DECISION);
  const [except, setExcept] = useState<readonly string[]>([]);
  const [plan, setPlan] = useState<DeskPlan | null>(null);
  const [claims, setClaims] = useState<Readonly<Record<DecidedAs, number>>>({ lure: 0, honest: 0 });
  const action: DeskAction = props.action ?? {
    type: 'decide',
    input: {
      ...decision,
      publicNote: decision.publicNote || null,
      internalNote: decision.internalNote || null,
    },
  };
  const count = async (left: readonly string[]) => {
    setExcept(left);
    setPlan(await props.dryRun(action, left));
  };
  useEffect(() => {
    if (props.action === null) void props.claims(except).then(setClaims);
  }, [except]);
  const claim = claims.lure === 0 && claims.honest > 0 ? 'honest' : 'lure';
  const ready = props.action !== null || decision.reason.trim() !== '';
  return (
    <Dialog title={t('plan.title')} closeLabel={t('close')} wide onClose={props.onClose}>
      {claims.honest > 0 && (
        <Notice tone="topic">
          {claim === 'honest' ? t('decide.claim.honest') : t('plan.honest', { count: claims.honest })}
        </Notice>
      )}
      {props.action === null && (
        <DecisionForm
          value={decision}
          claim={claim}
          reasonId="dk-plan-reason"
          onChange={(next) => {
            setDecision(next);
            setPlan(null);
          }}
        />
      )}
      <div class="dk-actions">
        <Button
          kind={plan === null ? 'primary' : 'normal'}
          disabled={!ready}
          onClick={() => void count(except)}
        >
          {plan === null ? t('plan.title') : t('plan.again')}
        </Button>
        {plan !== null && plan.willChange > 0 && (
          <Button kind="primary" onClick={() => props.onRun(plan)}>
            {t('plan.run', { count: plan.willChange })}
          </Button>
        )}
        <Button kind="plain" onClick={props.onClose}>
          {t('plan.cancel')}
        </Button>
      </div>
      {plan !== null && (
        <div role="status">
          <p>
            <strong>
              {plan.willChange === 0
                ? t('plan.nothing')
                : t('plan.hit', { hit: plan.hit, change: plan.willChange, refused: plan.refused.length })}
            </strong>
          </p>
          <h3>{t('plan.will')}</h3>
          <ul class="dk-plan">
            {plan.sample.map((row) => (
              <li key={row.subject}>
                <span>
                  {siteName(row.site, language)} · {row.accountName ?? ''} · {row.excerpt}
                </span>
                <Button small kind="plain" onClick={() => void count([...except, row.subject])}>
                  {t('plan.except')}
                </Button>
              </li>
            ))}
            {plan.willChange > plan.sample.length && (
              <li>{t('plan.more', { count: plan.willChange - plan.sample.length })}</li>
            )}
          </ul>
          {plan.refused.length > 0 && (
            <>
              <h3>{t('plan.refused')}</h3>
              <ul class="dk-plan">
                {plan.refused.slice(0, 100).map((one) => (
                  <li key={one.subject}>
                    <span>{one.excerpt}</span>
                    <em>{t(`refused.${one.because}`)}</em>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </Dialog>
  );
}
