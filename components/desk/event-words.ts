import type { DeskKey } from '../../locales/desk.ts';
import type { deskStateTexts } from '../../locales/desk-states.ts';
import { siteName } from '../../locales/site-names.ts';
import type { Language, Translate } from '../../locales/translate.ts';
import type { LogEvent } from '../../reports/event-format.ts';
import { shortTime } from '../shared/use-texts.ts';
import type { ImportLine } from './import-preview.ts';

type StateKey = keyof (typeof deskStateTexts)['zh-CN'];

/** One event as a sentence: who did what. */
export function eventWords(
  event: LogEvent,
  t: Translate<DeskKey>,
  states: Translate<StateKey>,
  time: (moment: string) => string,
): string {
  const who = event.by;
  switch (event.type) {
    case 'decide':
      return t('event.decide', { who, state: states(`state.${event.state}`), reason: event.reason });
    case 'undo':
      return t('event.undo', { who, count: event.supersedes.length });
    case 'tag':
      return t('event.tag', {
        who,
        add: event.add.map((tag) => `+${tag}`).join(' '),
        remove: event.remove.map((tag) => `−${tag}`).join(' '),
      });
    case 'note':
      return t('event.note', {
        who,
        visibility: t(event.visibility === 'internal' ? 'work.note_internal' : 'work.note_public'),
        text: event.text,
      });
    case 'snooze':
      return event.until === null
        ? t('event.wake', { who })
        : t('event.snooze', { who, until: time(event.until) });
    case 'assign':
      return event.to === null ? t('event.unassign', { who }) : t('event.assign', { who, to: event.to });
    case 'approve':
      return t('event.approve', { who });
    case 'appeal':
      return t('event.appeal', { who, text: event.text });
    case 'tombstone':
      return t('event.tombstone', { who, reason: event.reason });
    case 'withdraw':
      return t('event.withdraw', { who });
    case 'mute_reporter':
      return t(event.muted ? 'event.mute_reporter' : 'event.unmute_reporter', {
        who,
        reporter: event.reporter,
        reason: event.reason,
      });
    case 'outcome':
      return t('event.outcome', { who, channel: event.channel, result: t(`outcome.${event.result}`) });
  }
}

/** One line of an import as words: what was reported where, or who did what to what. */
export function importLineWords(
  line: ImportLine,
  t: Translate<DeskKey>,
  states: Translate<StateKey>,
  language: Language,
): string {
  const parts =
    'report' in line
      ? [siteName(line.report.site, language), line.report.author, line.report.text]
      : [eventWords(line.event, t, states, (moment) => shortTime(moment, language)), line.about];
  return parts.filter((part) => part !== '').join(' · ');
}
