import { useState } from 'preact/hooks';
import type { Level } from '../../core/verdict.ts';
import { popupTexts } from '../../locales/popup.ts';
import { sharedTexts } from '../../locales/shared.ts';
import type { Language, Translate } from '../../locales/translate.ts';
import { Button } from '../shared/Button.tsx';
import { ChannelList } from '../shared/ChannelList.tsx';
import { Icon } from '../shared/Icon.tsx';
import { Lines } from '../shared/Lines.tsx';
import { Notice } from '../shared/Notice.tsx';
import { Switch } from '../shared/Switch.tsx';
import { shortTime, useLanguage, useTexts } from '../shared/use-texts.ts';
import { NotBegun } from '../shared/NotBegun.tsx';
import { CategoryAdvice } from './CategoryAdvice.tsx';
import { Findings } from './Findings.tsx';
import type { PageStateModel, PopupActions, PopupModel } from './popup-model.ts';

/** The popup: what was found on the page in front, what it means, and whom one can call. */
export function Popup({ model, actions }: { model: PopupModel; actions: PopupActions }) {
  const t = useTexts(popupTexts);
  const shared = useTexts(sharedTexts);
  return (
    <div class="zs-root zs-popup">
      <header class="zs-popup__bar">
        <b>{shared('product')}</b>
        <Button kind="plain" small onClick={() => actions.open('my-reports')}>
          {t('link.reports')}
        </Button>
        <Button kind="plain" small onClick={() => actions.open('options')}>
          <Icon name="gear" size={15} />
          {t('link.options')}
        </Button>
      </header>
      <main>
        <PageState model={model} actions={actions} />
        <Help model={model} />
      </main>
      <footer class="zs-popup__foot">
        {model.host !== '' && !model.paused && model.page.state !== 'unsupported' && (
          <Switch on={model.siteOn} onChange={actions.switchSite}>
            {t('site.switch', { host: model.host })}
          </Switch>
        )}
        {model.unreported && <NotBegun failure={model.unreported} />}
        <div class="zs-popup__row">
          {model.host !== '' && (
            <Button small onClick={actions.reportPage}>
              <Icon name="flag" size={14} />
              {t('report.page')}
            </Button>
          )}
          {!(model.paused && model.page.state === 'off') && (
            <Button small kind="plain" onClick={() => actions.pause(!model.paused)}>
              {t(model.paused ? 'resume' : 'pause')}
            </Button>
          )}
        </div>
        <RulesState model={model} />
      </footer>
    </div>
  );
}

function PageState({ model, actions }: { model: PopupModel; actions: PopupActions }) {
  const t = useTexts(popupTexts);
  const language = useLanguage();
  const { page } = model;
  switch (page.state) {
    case 'loading':
      return (
        <p class="zs-popup__head" role="status">
          {t('loading')}
        </p>
      );
    case 'unreadable':
      return <Head level="plain" title={t('head.unreadable')} lines={[t('unreadable.text')]} />;
    case 'no-rules':
      return <Head level="caution" title={t('head.noRules')} lines={[t('noRules.text')]} />;
    case 'waiting':
      return <Head level="plain" title={t('head.waiting')} lines={[t('waiting.text')]} />;
    case 'off':
      return (
        <>
          <Head level="plain" title={t('head.off')} lines={[offLine(page, t, language)]} />
          <Button
            kind="primary"
            onClick={() => (page.paused ? actions.pause(false) : actions.switchSite(true))}
          >
            {t('resume')}
          </Button>
        </>
      );
    case 'asleep':
      return (
        <>
          <Head
            level="plain"
            title={t('head.asleep')}
            lines={[page.granted ? t('asleep.text') : t('asleep.grant')]}
          />
          <Button kind="primary" onClick={page.granted ? actions.reload : actions.allowSite}>
            {page.granted ? t('asleep.reload') : t('unsupported.allow')}
          </Button>
        </>
      );
    case 'unsupported':
      return (
        <>
          <Head level="plain" title={t('head.unsupported')} lines={[t('unsupported.text')]} />
          <div class="zs-popup__choices">
            <Button kind="primary" onClick={actions.scanOnce}>
              <Icon name="search" size={16} />
              {t('unsupported.scan')}
            </Button>
            <p class="zs-muted">{t('unsupported.scanNote')}</p>
            <Button onClick={actions.allowSite}>{t('unsupported.allow')}</Button>
            <p class="zs-muted">{t('unsupported.allowNote', { host: model.host })}</p>
            {model.scanFailed && <Notice tone="caution">{t('unsupported.failed')}</Notice>}
          </div>
        </>
      );
    case 'read':
      return <Read model={model} actions={actions} />;
  }
}

function offLine(
  { paused, until }: Extract<PageStateModel, { state: 'off' }>,
  t: Translate<keyof (typeof popupTexts)['en']>,
  language: Language,
): string {
  if (until === undefined) return t(paused ? 'off.paused' : 'off.site');
  return t(paused ? 'off.pausedUntil' : 'off.siteUntil', { when: shortTime(until, language) });
}

function Read({ model, actions }: { model: PopupModel; actions: PopupActions }) {
  const t = useTexts(popupTexts);
  if (model.page.state !== 'read') return null;
  const { summary, findings, quieted } = model.page.report;
  const warned = summary.danger + summary.caution;
  const checked = summary.checked > 0 ? t('none.checked', { count: summary.checked }) : t('none.nothing');
  const rest = [checked, ...(quieted > 0 ? [t('quieted', { count: quieted })] : [])];
  const categories = [...new Set(findings.map((finding) => finding.category))];
  return (
    <>
      {warned > 0 ? (
        <Head
          level={summary.danger > 0 ? 'danger' : 'caution'}
          title={
            summary.danger > 0
              ? t('head.danger', { count: summary.danger })
              : t('head.caution', { count: summary.caution })
          }
          lines={[
            ...(summary.danger > 0 && summary.caution > 0
              ? [t('head.alsoCaution', { count: summary.caution })]
              : []),
            ...rest,
          ]}
        />
      ) : summary.topic > 0 ? (
        <Head level="topic" title={t('head.topic')} lines={[...rest, t('none.honest')]} />
      ) : (
        <Head
          level={quieted > 0 ? 'plain' : 'none'}
          title={t(quieted > 0 ? 'head.noneElse' : 'head.none')}
          lines={[...rest, t('none.honest')]}
        />
      )}
      {summary.reading === 'stale' && <Notice tone="caution">{t('health.stale')}</Notice>}
      {summary.reading === 'site' && summary.comments === 'missing' && (
        <Notice tone="caution">{t('health.comments')}</Notice>
      )}
      {summary.reading === 'generic' && <p class="zs-muted">{t('health.generic')}</p>}
      {findings.length > 0 && <Findings findings={findings} onShow={actions.show} />}
      {categories.map((category, index) => {
        const advice = model.advice(category);
        return (
          advice && <CategoryAdvice key={category} category={category} advice={advice} open={index === 0} />
        );
      })}
    </>
  );
}

function Head({ level, title, lines }: { level: Level | 'plain'; title: string; lines: readonly string[] }) {
  return (
    <section class={`zs-popup__head zs-popup__head--${level}`}>
      <Icon name={level === 'plain' ? 'shield' : level} size={28} />
      <div>
        <h1>{title}</h1>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </section>
  );
}

/** Numbers and the steps for those who already paid: always at hand, whatever was found. */
function Help({ model }: { model: PopupModel }) {
  const t = useTexts(popupTexts);
  const [paid, setPaid] = useState(false);
  const { help } = model;
  if (!help) return null;
  return (
    <>
      <section class="zs-popup__part">
        <h2>{t('help.title')}</h2>
        <ChannelList channels={help.channels} note={help.channelNote} />
      </section>
      <section class="zs-popup__part">
        <button type="button" class="zs-popup__fold" aria-expanded={paid} onClick={() => setPaid(!paid)}>
          <Icon name="money" size={16} />
          {t('paid.title')}
          <Icon name="chevron" size={14} />
        </button>
        {paid && <Lines lines={help.paid} steps />}
      </section>
    </>
  );
}

function RulesState({ model }: { model: PopupModel }) {
  const t = useTexts(popupTexts);
  const { rules } = model;
  if (!rules) return null;
  const update =
    rules.update.state === 'checked'
      ? t('rules.updated', { when: rules.update.when })
      : t(`rules.${rules.update.state}`);
  return (
    <p class="zs-muted">
      {t('rules.state', { version: rules.version, date: rules.date })} · {update}
    </p>
  );
}
