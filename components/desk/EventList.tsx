import { deskTexts } from '../../locales/desk.ts';
import { deskStateTexts } from '../../locales/desk-states.ts';
import type { LogEvent } from '../../reports/event-format.ts';
import { shortTime, useLanguage, useTexts } from '../shared/use-texts.ts';
import { eventWords } from './event-words.ts';

/** Events as dated sentences, in the order given. */
export function EventList({ events }: { events: readonly LogEvent[] }) {
  const t = useTexts(deskTexts);
  const states = useTexts(deskStateTexts);
  const language = useLanguage();
  return (
    <ol class="dk-events">
      {events.map((event) => (
        <li key={event.id}>
          <time dateTime={event.at}>{shortTime(event.at, language)}</time>
          <span>{eventWords(event, t, states, (moment) => shortTime(moment, language))}</span>
        </li>
      ))}
    </ol>
  );
}
