import { useEffect, useRef } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import { useTexts } from '../shared/use-texts.ts';
import type { ListedRow } from './desk-api.ts';
import { ROW_HEIGHT, SubjectRow } from './SubjectRow.tsx';
import { useVirtual } from './use-virtual.ts';

interface RowListProps {
  total: number;
  /** Row at an index when it is here already. */
  rowAt: (index: number) => ListedRow | undefined;
  /** Index of the row under the cursor. */
  cursor: number;
  isSelected: (subject: string) => boolean;
  now: number;
  onRange: (from: number, to: number) => void;
  onOpen: (index: number) => void;
  onSelect: (subject: string, selected: boolean) => void;
}

/** The list of a query. Draws what can be seen, asks for rows as they come into sight. */
export function RowList(props: RowListProps) {
  const t = useTexts(deskTexts);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useVirtual(scroller, props.total, ROW_HEIGHT);
  const first = list.rows[0]?.index ?? 0;
  const last = list.rows.at(-1)?.index ?? 0;
  useEffect(() => props.onRange(first, last + 1), [first, last, props.total]);
  useEffect(() => {
    if (props.cursor >= 0 && props.cursor < props.total) list.scrollTo(props.cursor);
  }, [props.cursor]);
  return (
    <div class="dk-list" ref={scroller} tabIndex={0} role="region" aria-label={t('list.label')}>
      <ul style={{ height: `${list.height}px` }}>
        {list.rows.map((virtual) => {
          const row = props.rowAt(virtual.index);
          return row === undefined ? (
            <li
              key={virtual.index}
              class="dk-row dk-row--wait"
              style={{ height: `${ROW_HEIGHT}px`, transform: `translateY(${virtual.start}px)` }}
            />
          ) : (
            <SubjectRow
              key={row.subject}
              row={row}
              top={virtual.start}
              now={props.now}
              current={virtual.index === props.cursor}
              selected={props.isSelected(row.subject)}
              onOpen={() => props.onOpen(virtual.index)}
              onSelect={(selected) => props.onSelect(row.subject, selected)}
            />
          );
        })}
      </ul>
    </div>
  );
}
