import { useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import { Dialog } from '../shared/Dialog.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { DESK_KEYS, type DeskCommand } from './desk-keys.ts';
import { paletteTarget } from './palette-target.ts';

/** Ctrl-K: paste a link, a handle or an id and be there; or name a command. */
export function Palette(props: {
  onFilter: (filter: DeskFilter) => void;
  onCommand: (command: DeskCommand) => void;
  onClose: () => void;
}) {
  const t = useTexts(deskTexts);
  const [text, setText] = useState('');
  const [cursor, setCursor] = useState(0);
  const target = paletteTarget(text);
  const commands = DESK_KEYS.filter(
    (one) =>
      one.command !== 'palette' &&
      (text === '' || t(`key.${one.command}`).toLowerCase().includes(text.trim().toLowerCase())),
  );
  const choices = [
    ...commands.map((one) => ({
      label: t(`key.${one.command}`),
      key: one.key,
      run: () => props.onCommand(one.command),
    })),
    ...(target === null
      ? []
      : [
          {
            label:
              target.kind === 'search'
                ? t('palette.search', { text: text.trim().slice(0, 40) })
                : t(`palette.${target.kind}`),
            key: '',
            run: () => props.onFilter(target.filter),
          },
        ]),
  ];
  // What was pasted goes first; a typed command name goes first when it is one.
  if (target !== null && (target.kind !== 'search' || commands.length === 0)) choices.unshift(choices.pop()!);
  const at = Math.min(cursor, choices.length - 1);
  const run = (index: number) => {
    props.onClose();
    choices[index]?.run();
  };
  return (
    <Dialog title={t('palette.title')} closeLabel={t('close')} onClose={props.onClose}>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="dk-palette"
        aria-activedescendant={choices.length > 0 ? `dk-palette-${at}` : undefined}
        aria-label={t('palette.hint')}
        placeholder={t('palette.hint')}
        value={text}
        autofocus
        onInput={(event) => {
          setText(event.currentTarget.value);
          setCursor(0);
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            setCursor(Math.max(0, Math.min(choices.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))));
          }
          if (event.key === 'Enter') {
            event.preventDefault();
            run(at);
          }
        }}
      />
      <ul class="dk-palette" id="dk-palette" role="listbox" aria-label={t('palette.title')}>
        {choices.map((choice, index) => (
          <li
            key={choice.label}
            id={`dk-palette-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => run(index)}
          >
            <span>{choice.label}</span>
            {choice.key !== '' && <kbd>{choice.key}</kbd>}
          </li>
        ))}
        {choices.length === 0 && <li>{t('palette.nothing')}</li>}
      </ul>
    </Dialog>
  );
}
