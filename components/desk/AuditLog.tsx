import { useEffect, useRef, useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { deskStateTexts } from '../../locales/desk-states.ts';
import type { LogEvent } from '../../reports/event-format.ts';
import { shortTime, useLanguage, useTexts } from '../shared/use-texts.ts';
import type { LogPage } from './desk-api.ts';
import { eventWords } from './event-words.ts';
import { useVirtual } from './use-virtual.ts';

const HEIGHT = 44;
const WINDOW = 100;

/** The log, newest first. It is only ever added to; taking back is an entry of its own. */
export function AuditLog({
  load,
  onOpen,
}: {
  load: (from: number, to: number) => Promise<LogPage>;
  onOpen: (subject: string) => void;
}) {
  const t = useTexts(deskTexts);
  const states = useTexts(deskStateTexts);
  const language = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const [total, setTotal] = useState(0);
  const [events, setEvents] = useState<ReadonlyMap<number, LogEvent>>(new Map());
  const [excerpts, setExcerpts] = useState<LogPage['excerpts']>(new Map());
  const list = useVirtual(scroller, total, HEIGHT);
  const page = Math.floor((list.rows[0]?.index ?? 0) / WINDOW);
  useEffect(() => {
    const from = page * WINDOW;
    void load(from, from + 2 * WINDOW).then((got) => {
      setTotal(got.total);
      setEvents(new Map(got.events.map((event, index) => [from + index, event])));
      setExcerpts(got.excerpts);
    });
  }, [page]);
  return (
    <section class="dk-log">
      <h2>
        {t('log.title')} <small class="zs-muted">{t('log.total', { total })}</small>
      </h2>
      {total === 0 && <p class="zs-muted">{t('log.empty')}</p>}
      <div class="dk-log__list" ref={scroller} tabIndex={0} role="region" aria-label={t('log.title')}>
        <ol style={{ height: `${list.height}px` }}>
          {list.rows.map(({ index, start }) => {
            const event = events.get(index);
            return (
              <li key={index} style={{ transform: `translateY(${start}px)`, height: `${HEIGHT}px` }}>
                {event && (
                  <>
                    <time dateTime={event.at}>{shortTime(event.at, language)}</time>
                    <span>{eventWords(event, t, states, (moment) => shortTime(moment, language))}</span>
                    {'subject' in event && (
                      <button
                        type="button"
                        class="dk-url"
                        title={event.subject}
                        onClick={() => onOpen(event.subject)}
                      >
                        {excerpts.get(event.subject) || event.subject}
                      </button>
                    )}
                    <code title={event.id}>{event.id.slice(0, 8)}</code>
                  </>
                )}
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
}
