import type { DismissScope } from '../../components/overlay/DismissPanel.tsx';
import type { Dismissal } from '../../settings/dismissals.ts';
import type { Judged } from './judged.ts';

/** What is remembered when the reader wants to hear no more of an item, its author or this site. */
export function dismissalOf(
  { item, content }: Judged,
  host: string,
  scope: DismissScope,
  falseAlarm: boolean,
): Dismissal {
  return {
    id: crypto.randomUUID(),
    scope,
    host,
    content: scope === 'item' ? content : undefined,
    author: scope === 'author' ? item.author?.slice(0, 200) : undefined,
    label: item.text.replace(/\s+/g, ' ').trim().slice(0, 60),
    falseAlarm,
    createdAt: Date.now(),
  };
}
