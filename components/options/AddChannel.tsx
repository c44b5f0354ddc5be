import { useRef, useState } from 'preact/hooks';
import { rulesTexts } from '../../locales/options/rules.ts';
import { Button } from '../shared/Button.tsx';
import { Notice } from '../shared/Notice.tsx';
import { ToldText } from '../shared/ToldText.tsx';
import { useTexts } from '../shared/use-texts.ts';
import type { ErrorModel, OfferModel, RulesActions } from './options-model.ts';

type Step =
  | { readonly at: 'form' }
  | { readonly at: 'looking' }
  | { readonly at: 'failed'; readonly error: ErrorModel }
  | { readonly at: 'compare'; readonly offer: OfferModel }
  | { readonly at: 'done' };

/** Adding a team's channel: address, then its fingerprint to compare, then yes. */
export function AddChannel({ actions }: { actions: RulesActions }) {
  const t = useTexts(rulesTexts);
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const [address, setAddress] = useState('');
  const [file, setFile] = useState<File>();
  const picker = useRef<HTMLInputElement>(null);
  const [same, setSame] = useState(false);
  const [step, setStep] = useState<Step>({ at: 'form' });

  async function look(): Promise<void> {
    setSame(false);
    setStep({ at: 'looking' });
    const seen = await actions.inspect(address, file);
    setStep(seen.ok ? { at: 'compare', offer: seen.value } : { at: 'failed', error: seen.error });
  }

  async function add(offer: OfferModel): Promise<void> {
    const added = await actions.addChannel(title, offer);
    setStep(added.ok ? { at: 'done' } : { at: 'failed', error: added.error });
    if (added.ok) setAddress('');
  }

  return (
    <details class="zs-options__add" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('add')}</summary>
      <p>{t('add.intro')}</p>
      <form
        class="zs-options__form"
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <label>
          {t('add.name')}
          <input
            class="zs-field"
            required
            maxLength={80}
            value={title}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
        </label>
        <label>
          {t('add.url')}
          <input
            class="zs-field"
            type="url"
            required
            placeholder="https://"
            value={address}
            onInput={(event) => {
              setAddress(event.currentTarget.value);
              setStep({ at: 'form' });
            }}
          />
        </label>
        <div class="zs-options__file">
          <span id="zs-root-file">{t('add.root')}</span>
          <div class="zs-options__row">
            <Button small onClick={() => picker.current?.click()}>
              {t('add.choose')}
            </Button>
            <span class="zs-muted">{file?.name ?? t('add.none')}</span>
          </div>
          <input
            ref={picker}
            class="zs-hidden"
            type="file"
            tabIndex={-1}
            aria-labelledby="zs-root-file"
            accept=".json,application/json"
            onChange={(event) => setFile(event.currentTarget.files?.[0])}
          />
        </div>
        <div class="zs-options__row">
          <Button type="submit" disabled={step.at === 'looking'}>
            {t(step.at === 'looking' ? 'add.looking' : 'add.look')}
          </Button>
        </div>
      </form>
      <div aria-live="polite">
        {step.at === 'failed' && (
          <Notice tone="caution">
            <ToldText
              told={{
                text: t('add.failed', { why: t(`error.${step.error.kind}`) }),
                raw: `${step.error.file}: ${step.error.detail}`,
              }}
            />
          </Notice>
        )}
        {step.at === 'done' && <Notice tone="none">{t('add.done')}</Notice>}
        {step.at === 'compare' && (
          <div class="zs-options__compare">
            <p>{t('add.compare')}</p>
            <code class="zs-options__print">{step.offer.readable}</code>
            <p class="zs-muted">
              {t('add.keys', { threshold: step.offer.rootThreshold, keys: step.offer.rootKeys })}
            </p>
            <label class="zs-options__tick">
              <input
                type="checkbox"
                checked={same}
                onChange={(event) => setSame(event.currentTarget.checked)}
              />
              {t('add.same')}
            </label>
            <Button kind="primary" disabled={!same} onClick={() => void add(step.offer)}>
              {t('add.add')}
            </Button>
          </div>
        )}
      </div>
    </details>
  );
}
