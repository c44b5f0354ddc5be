import { useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { Button } from '../shared/Button.tsx';
import { cutText } from '../shared/cut-text.ts';
import { shortTime, useLanguage, useTexts } from '../shared/use-texts.ts';
import type { DeskAction, SubjectDetail } from './desk-api.ts';

export const TAG_ID = 'dk-tag';
export const NOTE_ID = 'dk-note';

/** Tags, assignment, snooze, notes: the work around a decision. What was typed stays until it is written. */
export function WorkPanel(props: {
  detail: SubjectDetail;
  me: string;
  now: number;
  /** True when it is done. */
  onAct: (action: DeskAction) => Promise<boolean>;
}) {
  const t = useTexts(deskTexts);
  const language = useLanguage();
  const [tag, setTag] = useState('');
  const [note, setNote] = useState('');
  const [visibility, setVisibility] = useState<'internal' | 'public'>('internal');
  const { row } = props.detail;
  const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const asleep = row.snoozedUntil !== null && Date.parse(row.snoozedUntil) > props.now;
  return (
    <section class="dk-work">
      <div class="dk-chips">
        {row.tags.map((one) => (
          <Button
            key={one}
            small
            label={t('work.tag_remove', { tag: one })}
            onClick={() => void props.onAct({ type: 'tag', add: [], remove: [one] })}
          >
            {one} ×
          </Button>
        ))}
        <form
          onSubmit={async (event) => {
            event.preventDefault();
            const clean = cutText(tag.trim(), 40);
            if (clean === '' || (await props.onAct({ type: 'tag', add: [clean], remove: [] }))) setTag('');
          }}
        >
          <input
            id={TAG_ID}
            type="text"
            class="dk-tag"
            value={tag}
            placeholder={t('work.tag_add')}
            aria-label={t('work.tag_add')}
            onInput={(event) => setTag(event.currentTarget.value)}
          />
        </form>
      </div>
      <div class="dk-actions">
        {row.assignee === props.me ? (
          <Button small onClick={() => void props.onAct({ type: 'assign', to: null })}>
            {t('work.unassign')}
          </Button>
        ) : (
          <Button small onClick={() => void props.onAct({ type: 'assign', to: props.me })}>
            {t('work.assign_me')}
          </Button>
        )}
        {row.assignee !== null && <span class="zs-muted">{t('work.assigned', { who: row.assignee })}</span>}
        {asleep ? (
          <Button small onClick={() => void props.onAct({ type: 'snooze', until: null })}>
            {t('work.wake')} · {shortTime(row.snoozedUntil!, language)}
          </Button>
        ) : (
          <>
            <Button small onClick={() => void props.onAct({ type: 'snooze', until: later(1) })}>
              {t('work.snooze_day')}
            </Button>
            <Button small onClick={() => void props.onAct({ type: 'snooze', until: later(7) })}>
              {t('work.snooze_week')}
            </Button>
          </>
        )}
      </div>
      <div class="dk-note">
        <textarea
          id={NOTE_ID}
          rows={1}
          maxLength={4000}
          value={note}
          placeholder={t('work.note')}
          aria-label={t('work.note')}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
        <select
          aria-label={t('work.note')}
          value={visibility}
          onChange={(event) => setVisibility(event.currentTarget.value as 'internal' | 'public')}
        >
          <option value="internal">{t('work.note_internal')}</option>
          <option value="public">{t('work.note_public')}</option>
        </select>
        <Button
          small
          disabled={note.trim() === ''}
          onClick={async () => (await props.onAct({ type: 'note', text: note, visibility })) && setNote('')}
        >
          {t('work.note_save')}
        </Button>
      </div>
    </section>
  );
}
