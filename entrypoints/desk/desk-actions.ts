import type { DeskAction, DeskOutcome, DeskPlan, DeskTarget } from '../../components/desk/desk-api.ts';
import { muteReporter, undo, type Actor } from '../../reports/decide.ts';
import type { DecidedAs } from '../../reports/decided-as.ts';
import type { DeskIndex } from '../../reports/desk-index.ts';
import type { LogEvent } from '../../reports/event-format.ts';
import { listed } from './desk-detail.ts';
import { planAction, type SeenState } from './plan-action.ts';

/** Rows of a dry run that are shown. All are counted. */
const SAMPLE = 200;

interface StoredPlan {
  readonly action: DeskAction;
  readonly seen: readonly SeenState[];
}

interface DeskActionsSetup {
  readonly index: () => DeskIndex;
  readonly actor: () => Actor;
  /** Reads again what stands on these subjects in the store. */
  readonly catchUp: (subjects: readonly string[]) => Promise<void>;
  readonly write: (events: readonly LogEvent[]) => Promise<DeskOutcome>;
}

/** Dry run, run, and taking back. What was seen in the dry run is checked again in the run: what changed in between is left alone. */
export function createDeskActions({ index: indexNow, actor, write, catchUp }: DeskActionsSetup) {
  const plans = new Map<string, StoredPlan>();

  function subjectsOf(target: DeskTarget): readonly string[] {
    if ('subjects' in target) return target.subjects;
    const index = indexNow();
    const except = new Set(target.except);
    return index.query(target.filter, 'newest', actor().at).filter((one) => !except.has(one));
  }

  function claims(target: DeskTarget): Readonly<Record<DecidedAs, number>> {
    const counts = { lure: 0, honest: 0 };
    for (const subject of subjectsOf(target)) counts[indexNow().view(subject).claim] += 1;
    return counts;
  }

  function plan(target: DeskTarget, action: DeskAction): DeskPlan {
    const index = indexNow();
    const subjects = subjectsOf(target);
    const seen: SeenState[] = [];
    const refused: DeskPlan['refused'][number][] = [];
    const who = actor();
    for (const subject of subjects) {
      const planned = planAction(index, subject, action, who);
      if (planned.ok) seen.push(planned.seen);
      else
        refused.push({
          subject,
          excerpt: index.row(subject)?.excerpt.slice(0, 60) ?? '',
          because: planned.because,
        });
    }
    const id = crypto.randomUUID();
    plans.clear();
    plans.set(id, { action, seen });
    return {
      id,
      hit: subjects.length,
      willChange: seen.length,
      sample: seen
        .slice(0, SAMPLE)
        .flatMap(({ subject }) => index.row(subject) ?? [])
        .map(listed),
      refused,
    };
  }

  async function run(planId: string): Promise<DeskOutcome> {
    const stored = plans.get(planId);
    if (!stored) {
      const failure = { error: 'plan', message: `There is no plan ${planId}.` };
      return { ok: false, failure, changed: 0, refused: [], batch: [] };
    }
    plans.delete(planId);
    await catchUp(stored.seen.map((one) => one.subject));
    const index = indexNow();
    const who = actor();
    const events: LogEvent[] = [];
    const batch: { subject: string; events: string[] }[] = [];
    const refused: DeskPlan['refused'][number][] = [];
    for (const seen of stored.seen) {
      const planned = planAction(index, seen.subject, stored.action, who, seen);
      if (!planned.ok) {
        refused.push({
          subject: seen.subject,
          excerpt: index.row(seen.subject)?.excerpt.slice(0, 60) ?? '',
          because: planned.because,
        });
        continue;
      }
      events.push(...planned.events);
      batch.push({ subject: seen.subject, events: planned.events.map((one) => one.id) });
    }
    return { ...(await write(events)), refused, batch, changed: batch.length };
  }

  return {
    subjectsOf,
    claims,
    plan,
    run,
    undo: (batch: DeskOutcome['batch']) =>
      write(batch.map((one) => undo(one.subject, one.events, null, actor()))),
    mute: (reporter: string, muted: boolean, reason: string) =>
      write([muteReporter(reporter, muted, reason, actor())]),
  };
}
