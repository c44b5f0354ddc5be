import type { EventOf, LogEvent } from './event-format.ts';

// Which events count: undone ones are taken out, and what a live event supersedes is replaced. Every function here visits each event a few
// times at most: a file of events comes from anybody, and is folded at every start of the desk.

/** What is left once undone events are taken out; an undone undo brings back what it took. Undos themselves are left out. */
export function withoutUndone(events: readonly LogEvent[]): LogEvent[] {
  const undos = events.filter((one) => one.type === 'undo');
  const waiting = new Map(undos.map((one) => [one.id, 0]));
  for (const undo of undos)
    for (const id of undo.supersedes) if (waiting.has(id)) waiting.set(id, waiting.get(id)! + 1);
  const byId = new Map(undos.map((one) => [one.id, one]));
  const undone = new Set<string>();
  // Ids are hashes of what they name, so undos cannot form a circle: those nobody undoes come first.
  const ready = undos.filter((one) => waiting.get(one.id) === 0);
  for (let undo = ready.pop(); undo !== undefined; undo = ready.pop()) {
    const inForce = !undone.has(undo.id);
    for (const id of undo.supersedes) {
      if (inForce) undone.add(id);
      if (!waiting.has(id)) continue;
      waiting.set(id, waiting.get(id)! - 1);
      if (waiting.get(id) === 0) ready.push(byId.get(id)!);
    }
  }
  return events.filter((one) => one.type !== 'undo' && !undone.has(one.id));
}

type Supersedes = ReadonlyMap<string, readonly string[]>;

/** All that these ids supersede directly or through others, also through undone events (turned round: all that supersedes them). One visit per event. */
function replacedBy(ids: Iterable<string>, supersedes: Supersedes): Set<string> {
  const reached = new Set<string>();
  const stack = [...ids].flatMap((id) => supersedes.get(id) ?? []);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    for (const further of supersedes.get(next) ?? []) stack.push(further);
  }
  return reached;
}

/** What each event supersedes, by id. Undos supersede in a sense of their own, see `withoutUndone`. */
export function supersedesOf(events: readonly LogEvent[]): Supersedes {
  return new Map(events.filter((one) => one.type !== 'undo').map((one) => [one.id, one.supersedes]));
}

function reversed(supersedes: Supersedes): Supersedes {
  const by = new Map<string, string[]>();
  for (const [id, earlier] of supersedes)
    for (const one of earlier) {
      const list = by.get(one);
      if (list) list.push(id);
      else by.set(one, [id]);
    }
  return by;
}

/** Events that none of the others supersedes, directly or through others. */
export function notReplaced<One extends LogEvent>(live: readonly One[], supersedes: Supersedes): One[] {
  const gone = replacedBy(
    live.map((one) => one.id),
    supersedes,
  );
  return live.filter((one) => !gone.has(one.id));
}

/** Removals in ignorance of each other that a decision can overrule. No team makes so many on one subject; each costs a walk over the log. */
const MOST_RIVAL_REMOVALS = 100;

/** Tells of an event whether it supersedes all tombstones, directly or through others. */
export function knowsAll(
  tombstones: readonly EventOf<'tombstone'>[],
  supersedes: Supersedes,
): (event: string) => boolean {
  // Whoever knows a tombstone knows those that it was made in knowledge of.
  const last = notReplaced(tombstones, supersedes);
  if (last.length === 0) return () => true;
  if (last.length > MOST_RIVAL_REMOVALS) return () => false;
  const supersededBy = reversed(supersedes);
  const knowing = last.map(({ id }) => replacedBy([id], supersededBy));
  return (event) => knowing.every((some) => some.has(event));
}
