import type { DeskAction, RefusedBecause } from '../../components/desk/desk-api.ts';
import {
  addNote,
  appeal,
  approve,
  assign,
  changeTags,
  decide,
  recordOutcome,
  snooze,
  tombstone,
  type Actor,
} from '../../reports/decide.ts';
import type { DeskIndex } from '../../reports/desk-index.ts';
import type { LogEvent } from '../../reports/event-format.ts';
import type { SubjectView } from '../../reports/fold-events.ts';
import { headOf } from '../../reports/ledger.ts';

/** What a moderator had before the eyes: compared again before writing. */
export interface SeenState {
  readonly subject: string;
  readonly evidence: string | null;
  /** Ids of what was in force: decision, appeals, tombstones. */
  readonly inForce: string;
}

type Planned =
  | { readonly ok: true; readonly events: readonly LogEvent[]; readonly seen: SeenState }
  | { readonly ok: false; readonly because: RefusedBecause };

/** What is in force on a subject, as one comparable word. */
function seenState(view: SubjectView): SeenState {
  const ids = [view.decision, ...view.openAppeals, ...view.tombstones].flatMap((one) =>
    one ? [one.id] : [],
  );
  return { subject: view.subject, evidence: view.evidence, inForce: ids.sort().join(' ') };
}

/**
 * Makes the events of one action on one subject, or says why not. Pure: the same for the dry run and for the run.
 *
 * @param seen - what was seen at the dry run; when the subject differs by now the answer is `changed_meanwhile`
 */
export function planAction(
  index: DeskIndex,
  subject: string,
  action: DeskAction,
  actor: Actor,
  seen?: SeenState,
): Planned {
  const view = index.view(subject);
  const now = seenState(view);
  if (index.row(subject) === null) return { ok: false, because: 'gone' };
  if (seen && (seen.evidence !== now.evidence || seen.inForce !== now.inForce))
    return { ok: false, because: 'changed_meanwhile' };
  const events = eventsFor(index, view, action, actor);
  return typeof events === 'string' ? { ok: false, because: events } : { ok: true, events, seen: now };
}

function eventsFor(
  index: DeskIndex,
  view: SubjectView,
  action: DeskAction,
  actor: Actor,
): LogEvent[] | RefusedBecause {
  const { subject } = view;
  switch (action.type) {
    case 'decide': {
      const made = decide(view, index.reportsOf(subject).map(headOf), view.evidence, action.input, actor);
      return made.ok ? [...made.value] : made.error;
    }
    case 'tag':
      return [changeTags(subject, action.add, action.remove, actor)];
    case 'assign':
      return [assign(subject, action.to, actor)];
    case 'snooze':
      return [snooze(subject, action.until, actor)];
    case 'note':
      return action.text.trim() === ''
        ? 'no_reason'
        : [addNote(subject, action.text.trim(), action.visibility, view.decision?.id ?? null, actor)];
    case 'tombstone': {
      if (action.reason.trim() === '') return 'no_reason';
      const evidence = [...new Set(index.reportsOf(subject).map((one) => one.contentHash))];
      const blocks = evidence.length > 0 ? evidence : view.evidence === null ? [] : [view.evidence];
      return blocks.length === 0 ? 'no_evidence' : [tombstone(view, blocks, action.reason.trim(), actor)];
    }
    case 'approve':
      if (view.decision === null || !view.awaitsSecondPerson) return 'nothing_to_approve';
      return view.decision.by === actor.by ? 'own_decision' : [approve(subject, view.decision.id, actor)];
    case 'outcome':
      return action.channel.trim() === ''
        ? 'no_reason'
        : [recordOutcome(subject, action.channel.trim().slice(0, 80), action.result, null, actor)];
    case 'appeal':
      return action.text.trim() === ''
        ? 'no_reason'
        : [appeal(subject, view.decision?.id ?? null, action.text.trim(), actor)];
  }
}
