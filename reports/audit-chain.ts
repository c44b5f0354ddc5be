import { sha256Hex } from './content-hash.ts';
import type { LogEvent } from './event-format.ts';

/** Start of every chain. */
export const CHAIN_START = sha256Hex('zhaishao audit log 1');

/** Order of the log: by time, ties by id. */
export function inLogOrder<One extends { readonly at: string; readonly id: string }>(
  events: Iterable<One>,
): One[] {
  return [...events].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0,
  );
}

/** Next link: SHA-256 of the last link and the event's id, which is the hash of the event. */
export function nextLink(link: string, event: Pick<LogEvent, 'id'>): string {
  return sha256Hex(`${link}\n${event.id}`);
}

/** Head of the chain over events in log order. Nothing can be changed, added or taken out without changing it. */
export function chainHead(events: Iterable<LogEvent>): string {
  return inLogOrder(events).reduce(nextLink, CHAIN_START);
}
