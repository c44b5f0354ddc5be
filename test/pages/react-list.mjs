import { createElement as h, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

/** A virtual list as X draws it: six slots, keyed by slot, so that React reuses each node for another post. */
const SLOTS = 6;
let show = () => {};

function Post({ post }) {
  const link = h('a', { href: `/user${post}/status/190000000000000000${post}` }, h('time', { dateTime: '2026-01-01' }, '1h'));
  const names = h('div', { 'data-testid': 'User-Name' }, h('a', { href: `/user${post}` }, `用户${post}`), link);
  const text = h('div', { 'data-testid': 'tweetText' }, `第 ${post} 条动态`);
  return h('article', { 'data-testid': 'tweet' }, names, text);
}

function List() {
  const [first, setFirst] = useState(0);
  show = setFirst;
  const slots = Array.from({ length: SLOTS }, (_, slot) => {
    // The post that this slot shows now: posts keep their slot while they are in view.
    const post = first + ((((slot - first) % SLOTS) + SLOTS) % SLOTS);
    const style = { transform: `translateY(${post * 80}px)` };
    return h('div', { 'data-testid': 'cellInnerDiv', key: slot, style }, h(Post, { post }));
  });
  return h('section', null, slots);
}

export function mount() {
  flushSync(() => createRoot(document.getElementById('root')).render(h(List)));
}

export function scrollTo(first) {
  flushSync(() => show(first));
}
