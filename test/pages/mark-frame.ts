import { createMarks } from '../../page/mark.ts';
import { type ReadItem } from '../../page/read-item.ts';

/** Runs in a test page: marks every `.item`, and crashes at the drawing of those that are `.crash`. */
const drawn: string[] = [];
const lost: string[] = [];

export function markAll(): void {
  const marks = createMarks(document, {
    css: '',
    open: true,
    draw(into, { request }) {
      if (request.item.element.classList.contains('crash')) throw new Error('What a page made to crash the mark.');
      into.textContent = '提示';
      drawn.push(request.item.key);
    },
    undraw: () => {},
    lost: (key) => void lost.push(key),
  });
  for (const element of document.querySelectorAll('.item')) {
    const text = element.textContent;
    const segment = { start: 0, length: text.length, node: element.firstChild as Text, offset: 0 };
    const item: ReadItem = { key: element.id, text, role: 'comment', site: 's', name: 'n', count: 1, element, anchor: element, textMap: [segment] };
    marks.put({ item, level: 'danger', spans: [], cover: false });
  }
}

export const state = () => ({ drawn, lost });
