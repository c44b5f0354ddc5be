import { createMarks, type Marks } from '../../page/mark.ts';
import { type ReadItem } from '../../page/read-item.ts';

/** Runs in a test page: marks and covers every `.item`, and crashes at the drawing of those that are `.crash`. */
const drawn: string[] = [];
const lost: string[] = [];
const keys: string[] = [];
let marks: Marks;

export function markAll(): void {
  marks = createMarks(document, {
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
    keys.push(item.key);
    marks.put({ item, level: 'danger', spans: [[0, 2]], cover: true });
  }
}

export const state = () => ({ drawn, lost });

/** Where the marks stand, which of them are told in the popup instead, and how many texts are covered. */
export function places() {
  const hosts = [...document.querySelectorAll('body *')].filter((one) => one.shadowRoot);
  const layer = [...document.documentElement.children].find((one) => one.hasAttribute('data-layer'));
  const size = (kind: string) => {
    let sum = 0;
    CSS.highlights.forEach((set, name) => (sum += name.includes(kind) ? set.size : 0));
    return sum;
  };
  return {
    line: hosts.length,
    float: layer?.shadowRoot?.querySelectorAll('[data-place="float"]').length ?? 0,
    unseen: keys.filter((key) => marks.isUnseen(key)).length,
    covered: size('cover'),
    underlined: size('danger'),
  };
}
