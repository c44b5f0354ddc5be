import { useRef } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { deskStateTexts } from '../../locales/desk-states.ts';
import { useLanguage, useTexts } from '../shared/use-texts.ts';
import { importLineWords } from './event-words.ts';
import type { ImportPreview } from './import-preview.ts';
import { useVirtual } from './use-virtual.ts';

const HEIGHT = 32;

/** Everything in a file, each line with its tick. Any length: only what is in sight is drawn. */
export function ImportPreviewList(props: {
  listed: ImportPreview['listed'];
  unticked: ReadonlySet<string>;
  onChange: (unticked: ReadonlySet<string>) => void;
}) {
  const t = useTexts(deskTexts);
  const states = useTexts(deskStateTexts);
  const language = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtual(scroller, props.listed.length, HEIGHT);
  const set = (id: string, on: boolean) => {
    const next = new Set(props.unticked);
    if (on) next.delete(id);
    else next.add(id);
    props.onChange(next);
  };
  return (
    <div class="dk-preview" ref={scroller} tabIndex={0} role="region" aria-label={t('import.choose_reports')}>
      <ul style={{ height: `${list.height}px` }}>
        {list.rows.map(({ index, start }) => {
          const one = props.listed[index]!;
          return (
            <li key={one.id} style={{ transform: `translateY(${start}px)`, height: `${HEIGHT}px` }}>
              <label>
                <input
                  type="checkbox"
                  checked={!props.unticked.has(one.id)}
                  onChange={(event) => set(one.id, event.currentTarget.checked)}
                />
                <span class={one.known ? 'zs-muted' : undefined}>
                  {importLineWords(one, t, states, language)}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
