import type { ComponentChildren } from 'preact';
import { optionsTexts } from '../../locales/options.ts';
import { sharedTexts } from '../../locales/shared.ts';
import { Icon } from '../shared/Icon.tsx';
import { useTexts } from '../shared/use-texts.ts';

export const SECTIONS = ['alerts', 'sites', 'rules', 'try', 'quiet', 'data', 'about'] as const;
export type Section = (typeof SECTIONS)[number];

/** The frame of the options page: one part at a time, addressed by the hash, so that links lead right to it. */
export function OptionsPage({ section, children }: { section: Section; children: ComponentChildren }) {
  const t = useTexts(optionsTexts);
  const shared = useTexts(sharedTexts);
  return (
    <div class="zs-root zs-options">
      <header class="zs-options__side">
        <p class="zs-options__brand">
          <Icon name="none" size={26} />
          {shared('product')}
        </p>
        <nav aria-label={t('nav')}>
          <ul>
            {SECTIONS.map((id) => (
              <li key={id}>
                <a href={`#${id}`} aria-current={id === section ? 'page' : undefined}>
                  {t(`nav.${id}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main class="zs-options__main" tabIndex={-1}>
        <h1>{t(`nav.${section}`)}</h1>
        {children}
      </main>
    </div>
  );
}

/** A framed part with a heading. */
export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="zs-options__part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
