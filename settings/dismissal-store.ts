import { storage } from '#imports';
import { addDismissal, readDismissals, type Dismissal } from './dismissals.ts';

const item = storage.defineItem<unknown>('local:dismissals', { fallback: [], version: 1 });
let writing: Promise<unknown> = Promise.resolve();

/** All dismissals, oldest first. */
export async function loadDismissals(): Promise<Dismissal[]> {
  return readDismissals(await item.getValue());
}

function change(to: (list: Dismissal[]) => Dismissal[]): Promise<Dismissal[]> {
  const next = writing.then(async () => {
    const list = to(await loadDismissals());
    await item.setValue(list);
    return list;
  });
  writing = next.catch(() => undefined);
  return next;
}

/** Remembers a dismissal. */
export function saveDismissal(dismissal: Dismissal, now: number): Promise<Dismissal[]> {
  return change((list) => addDismissal(list, dismissal, now));
}

/** Puts dismissals of an imported file in beside those that are there. */
export function mergeDismissals(added: readonly Dismissal[], now: number): Promise<Dismissal[]> {
  return change((list) => added.reduce((all, one) => addDismissal(all, one, now), list));
}

/** Takes dismissals back (undo, or from the list in the options page). */
export function removeDismissals(ids: readonly string[]): Promise<Dismissal[]> {
  return change((list) => list.filter((d) => !ids.includes(d.id)));
}

/** Calls back with every later list. Returns a function that stops it. */
export function watchDismissals(onChange: (list: Dismissal[]) => void): () => void {
  return item.watch((value) => onChange(readDismissals(value)));
}
