import type { EventOf, LogEvent } from './event-format.ts';

/** What has a place in time: of two with the same time the one with the smaller id comes first, so that every desk has the same order. */
export type Stamped = { readonly at: string; readonly id: string };

export const later = (a: Stamped, b: Stamped): number =>
  a.at === b.at ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : a.at < b.at ? -1 : 1;

export const last = <One extends Stamped>(all: readonly One[]): One | null =>
  all.reduce<One | null>((best, one) => (best === null || later(best, one) < 0 ? one : best), null);

export function ofType<Type extends LogEvent['type']>(
  events: readonly LogEvent[],
  type: Type,
): EventOf<Type>[] {
  return events.filter((one): one is EventOf<Type> => one.type === type);
}

/** Tags that are on after these events, sorted. */
export function tagsLeft(events: readonly EventOf<'tag'>[]): string[] {
  const state = new Map<string, boolean>();
  for (const event of [...events].sort(later)) {
    for (const tag of event.remove) state.set(tag, false);
    for (const tag of event.add) state.set(tag, true);
  }
  return [...state]
    .filter(([, on]) => on)
    .map(([tag]) => tag)
    .sort();
}
