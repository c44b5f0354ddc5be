import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { EMPTY_DECISION, type DecisionDraft } from '../../components/desk/DecisionForm.tsx';
import { cutText } from '../../components/shared/cut-text.ts';
import type {
  DeskAction,
  DeskOutcome,
  DeskOverview,
  DeskTarget,
  QueryResult,
  SubjectDetail,
} from '../../components/desk/desk-api.ts';
import { deskTexts } from '../../locales/desk.ts';
import { failureWords, type ToldFailure } from '../../components/shared/failure-words.ts';
import type { Told } from '../../components/shared/ToldText.tsx';
import { useTexts } from '../../components/shared/use-texts.ts';
import { failureTexts } from '../../locales/failures.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import type { DeskSort } from '../../reports/desk-index.ts';
import type { DeskClient } from './desk-client.ts';
import { EVERYTHING, NONE, ticked, tickedTarget, type Selection } from './selection.ts';
import { useRows, type Rows } from './use-rows.ts';

export interface DeskState {
  readonly overview: DeskOverview | null;
  /** How much is read so far; `null` when all is. */
  readonly opening: { read: number; all: number } | null;
  readonly failure: string | null;
  readonly filter: DeskFilter;
  readonly sort: DeskSort;
  readonly rows: Rows;
  readonly cursor: number;
  readonly detail: SubjectDetail | null;
  readonly selection: Selection;
  readonly decision: DecisionDraft;
  readonly refused: string | null;
  /** What was said last, with what takes it back where that can be. */
  readonly toast: (Told & { readonly undo: (() => Promise<void>) | null }) | null;
}

export interface DeskActions {
  show(filter: DeskFilter, sort?: DeskSort): Promise<void>;
  refresh(): Promise<unknown>;
  /** Reads everything anew, as another moderator or by another team's rules. */
  reopen(): Promise<void>;
  openAt(index: number): Promise<void>;
  /** To the next or previous row. */
  step(by: 1 | -1): Promise<void>;
  openSubject(subject: string): Promise<void>;
  select(subject: string, on: boolean): void;
  selectAll(): void;
  clearSelection(): void;
  /** The selected subjects, everything the filter finds, or the one that is open. */
  target(): DeskTarget;
  setDecision(decision: DecisionDraft): void;
  /** Acts on the open subject at once; true when it is done. One act at a time: what is asked for meanwhile is not done. */
  act(action: DeskAction, next?: boolean): Promise<boolean>;
  runPlan(planId: string): Promise<void>;
  undo(): Promise<void>;
  /** Asks for the reason first; without one nothing happens. */
  mute(alias: string, muted: boolean): Promise<void>;
  say(text: string): void;
  sayFailure(failure: ToldFailure): void;
}

/** State of the desk and everything that changes it. */
export function useDesk(api: DeskClient): [DeskState, DeskActions] {
  const t = useTexts(deskTexts);
  const failures = useTexts(failureTexts);
  const rows = useRows(api);
  const [overview, setOverview] = useState<DeskOverview | null>(null);
  const [opening, setOpening] = useState<DeskState['opening']>({ read: 0, all: 0 });
  const [failure, setFailure] = useState<string | null>(null);
  const [filter, setFilter] = useState<DeskFilter>({ states: ['new'] });
  const [sort, setSort] = useState<DeskSort>('priority');
  const [cursor, setCursor] = useState(-1);
  const [detail, setDetail] = useState<SubjectDetail | null>(null);
  const [selection, setSelection] = useState(NONE);
  const [decision, setDecision] = useState<DecisionDraft>(EMPTY_DECISION);
  const [refused, setRefused] = useState<string | null>(null);
  const [toast, setToast] = useState<DeskState['toast']>(null);
  const now = useRef({ filter, sort });
  const current = useRef<string | null>(null);
  /** The subject whose evidence is shown: nothing is decided on another. */
  const onScreen = useRef<string | null>(null);
  /** An act is on its way. */
  const acting = useRef(false);
  /** Where the cursor stood when its row left the list: the next row is there now. */
  const resume = useRef(0);

  const say = (text: string) => setToast({ text, undo: null });
  const sayFailure = (failure: ToldFailure) => setToast({ ...failureWords(failure, failures), undo: null });
  /** The worker threw, or is gone: said like any other failure. */
  const told =
    <Args extends unknown[], Value, Failed>(run: (...args: Args) => Promise<Value>, failed: Failed) =>
    (...args: Args): Promise<Value | Failed> =>
      run(...args).catch((error: unknown) => {
        sayFailure({ error: 'other', message: String(error) });
        return failed;
      });

  const load = useCallback(async (subject: string | null) => {
    // What was typed for another subject goes at once; what is typed from now on is for this one and stays.
    if (subject !== current.current) setDecision(EMPTY_DECISION);
    current.current = subject;
    const got = subject === null ? null : await api.detail(subject);
    // A slower answer for a subject that is no longer open is thrown away: never evidence beside the wrong row.
    if (current.current !== subject) return;
    onScreen.current = subject;
    setDetail(got);
    setRefused(null);
  }, []);
  const clear = () => setSelection(NONE);
  const show = told(async (next: DeskFilter, order: DeskSort = now.current.sort) => {
    now.current = { filter: next, sort: order };
    setFilter(next);
    setSort(order);
    clear();
    const got = await rows.run(next, order);
    setCursor(got.total > 0 ? 0 : -1);
    await load(got.rows[0]?.subject ?? null);
  }, undefined);
  const refresh = async () => {
    const [seen, list] = await Promise.all([api.overview(), rows.run(now.current.filter, now.current.sort)]);
    setOverview(seen);
    return list;
  };
  const openAt = told(async (index: number) => {
    setCursor(index);
    const row = rows.rowAt(index) ?? (await rows.fetchOne(index));
    if (row) await load(row.subject);
  }, undefined);

  /** Puts the cursor on the open subject, or on no row when the list no longer holds it: never on another one's. */
  const follow = async () => {
    const place = current.current === null ? -1 : await api.indexOf(current.current);
    setCursor((old) => {
      if (place < 0 && old >= 0) resume.current = old;
      return place;
    });
  };
  const takeBack = told(async (batch: DeskOutcome['batch']) => {
    const done = await api.undo(batch);
    if (done.failure === null) say(t('toast.undone'));
    else sayFailure(done.failure);
    await refresh();
    await load(current.current);
    await follow();
  }, undefined);
  const landed = async (
    outcome: DeskOutcome,
    undo = outcome.batch.length > 0 ? () => takeBack(outcome.batch) : null,
  ): Promise<QueryResult | null> => {
    if (outcome.failure !== null) {
      sayFailure(outcome.failure);
      return null;
    }
    const said = [
      t('toast.done', { count: outcome.changed }),
      ...(outcome.refused.length > 0 ? [t('toast.refused', { count: outcome.refused.length })] : []),
    ];
    setToast({ text: said.join(' · '), undo });
    return refresh();
  };
  const actOnOpen = async (action: DeskAction, next: boolean): Promise<boolean> => {
    const subject = current.current;
    if (subject === null || subject !== onScreen.current) return false;
    const plan = await api.plan({ subjects: [subject] }, action);
    const why = plan.refused[0];
    if (why) {
      setRefused(t(`refused.${why.because}`));
      return false;
    }
    const done = await api.run(plan.id);
    const fresh = await landed(done);
    if (fresh === null) return false;
    const late = done.refused[0];
    if (late) {
      await load(subject);
      await follow();
      setRefused(t(`refused.${late.because}`));
      return false;
    }
    if (action.type === 'decide') setDecision(EMPTY_DECISION);
    const place = await api.indexOf(subject);
    if (!next) {
      await load(subject);
      await follow();
      return true;
    }
    // Decided and gone from this queue: the next one has moved up to where this one stood.
    const goal = place >= 0 ? place + 1 : cursor;
    const index = Math.min(goal, fresh.total - 1);
    setCursor(index);
    const row =
      index < 0 ? undefined : (fresh.rows[index] ?? (await api.rows(fresh.version, index, index + 1))[0]);
    await load(row?.subject ?? null);
    return true;
  };
  const act = told(async (action: DeskAction, next?: boolean) => {
    if (acting.current) return false;
    acting.current = true;
    try {
      return await actOnOpen(action, next ?? false);
    } finally {
      acting.current = false;
    }
  }, false);

  const mute: DeskActions['mute'] = told(async (alias: string, muted: boolean) => {
    // The event is there for good: its reason is what the moderator says, not how a button is called in one language.
    const reason = prompt(t(muted ? 'evidence.mute_reason' : 'evidence.unmute_reason', { alias }))?.trim();
    if (!reason) return;
    await landed(await api.mute(alias, muted, cutText(reason, 500)), () => mute(alias, !muted));
    await load(current.current);
    await follow();
  }, undefined);
  const reopen = async () => {
    setOpening({ read: 0, all: 0 });
    try {
      setOverview(await api.open());
      await show(now.current.filter);
      await api.complete((read, all) => setOpening({ read, all }));
      setOpening(null);
      await refresh();
      await load(current.current);
      await follow();
    } catch (error) {
      setFailure(String(error));
    }
  };
  useEffect(() => {
    void reopen();
    void api.follow(
      told(async () => {
        await refresh();
        await load(current.current);
        await follow();
      }, undefined),
    );
  }, []);

  const actions: DeskActions = {
    show,
    refresh,
    reopen,
    openAt,
    openSubject: told(async (subject: string) => {
      await load(subject);
      setCursor(await api.indexOf(subject));
    }, undefined),
    select: (subject, on) => setSelection(ticked(selection, subject, on)),
    selectAll: () => setSelection(EVERYTHING),
    clearSelection: clear,
    target: () =>
      tickedTarget(selection, now.current.filter) ??
      (current.current === null
        ? { filter: now.current.filter, except: [] }
        : { subjects: [current.current] }),
    setDecision,
    act,
    runPlan: told(async (planId: string) => {
      await landed(await api.run(planId));
      clear();
      await load(current.current);
      await follow();
    }, undefined),
    undo: async () => (toast?.undo ? toast.undo() : say(t('toast.nothing'))),
    step: (by) => openAt(Math.max(0, Math.min(rows.total - 1, cursor < 0 ? resume.current : cursor + by))),
    mute,
    say,
    sayFailure,
  };
  return [
    {
      overview,
      opening,
      failure,
      filter,
      sort,
      rows,
      cursor,
      detail,
      selection,
      decision,
      refused,
      toast,
    },
    actions,
  ];
}
