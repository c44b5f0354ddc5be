import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { EMPTY_DECISION, type DecisionDraft } from '../../components/desk/DecisionForm.tsx';
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
  readonly toast: (Told & { batch: DeskOutcome['batch'] }) | null;
}

export interface DeskActions {
  show(filter: DeskFilter, sort?: DeskSort): Promise<void>;
  refresh(): Promise<unknown>;
  /** Reads everything anew, as another moderator or by another team's rules. */
  reopen(): Promise<void>;
  openAt(index: number): void;
  /** To the next or previous row. */
  step(by: 1 | -1): void;
  openSubject(subject: string): Promise<void>;
  select(subject: string, on: boolean): void;
  selectAll(): void;
  clearSelection(): void;
  /** The selected subjects, everything the filter finds, or the one that is open. */
  target(): DeskTarget;
  setDecision(decision: DecisionDraft): void;
  /** Acts on the open subject at once. */
  act(action: DeskAction, next?: boolean): Promise<void>;
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
  /** Where the cursor stood when its row left the list: the next row is there now. */
  const resume = useRef(0);

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
  const show = async (next: DeskFilter, order: DeskSort = now.current.sort) => {
    now.current = { filter: next, sort: order };
    setFilter(next);
    setSort(order);
    clear();
    const got = await rows.run(next, order);
    setCursor(got.total > 0 ? 0 : -1);
    await load(got.rows[0]?.subject ?? null);
  };
  const refresh = async () => {
    const [seen, list] = await Promise.all([api.overview(), rows.run(now.current.filter, now.current.sort)]);
    setOverview(seen);
    return list;
  };
  const openAt = (index: number) => {
    setCursor(index);
    const row = rows.rowAt(index);
    if (row) void load(row.subject);
    else void rows.fetchOne(index).then((got) => got && load(got.subject));
  };

  /** Puts the cursor on the open subject, or on no row when the list no longer holds it: never on another one's. */
  const follow = async () => {
    const place = current.current === null ? -1 : await api.indexOf(current.current);
    setCursor((old) => {
      if (place < 0 && old >= 0) resume.current = old;
      return place;
    });
  };
  const sayFailure = (failure: ToldFailure) => setToast({ ...failureWords(failure, failures), batch: [] });
  const landed = async (outcome: DeskOutcome): Promise<QueryResult | null> => {
    if (outcome.failure !== null) {
      sayFailure(outcome.failure);
      return null;
    }
    const said = [
      t('toast.done', { count: outcome.changed }),
      ...(outcome.refused.length > 0 ? [t('toast.refused', { count: outcome.refused.length })] : []),
    ];
    setToast({ text: said.join(' · '), batch: outcome.batch });
    return refresh();
  };
  const act = async (action: DeskAction, next = false) => {
    const subject = current.current;
    if (subject === null || subject !== onScreen.current) return;
    const plan = await api.plan({ subjects: [subject] }, action);
    const why = plan.refused[0];
    if (why) {
      setRefused(t(`refused.${why.because}`));
      return;
    }
    const fresh = await landed(await api.run(plan.id));
    if (fresh === null) return;
    if (action.type === 'decide') setDecision(EMPTY_DECISION);
    const place = await api.indexOf(subject);
    if (!next) {
      await load(subject);
      await follow();
      return;
    }
    // Decided and gone from this queue: the next one has moved up to where this one stood.
    const goal = place >= 0 ? place + 1 : cursor;
    const index = Math.min(goal, fresh.total - 1);
    setCursor(index);
    const row =
      index < 0 ? undefined : (fresh.rows[index] ?? (await api.rows(fresh.version, index, index + 1))[0]);
    await load(row?.subject ?? null);
  };

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
  useEffect(() => void reopen(), []);

  const actions: DeskActions = {
    show,
    refresh,
    reopen,
    openAt,
    async openSubject(subject) {
      await load(subject);
      setCursor(await api.indexOf(subject));
    },
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
    async runPlan(planId) {
      await landed(await api.run(planId));
      clear();
      await load(current.current);
      await follow();
    },
    async undo() {
      if (toast === null || toast.batch.length === 0) return;
      const done = await api.undo(toast.batch);
      if (done.failure === null) setToast({ text: t('toast.undone'), batch: [] });
      else sayFailure(done.failure);
      await refresh();
      await load(current.current);
      await follow();
    },
    step: (by) => openAt(Math.max(0, Math.min(rows.total - 1, cursor < 0 ? resume.current : cursor + by))),
    async mute(alias, muted) {
      // The event is there for good: its reason is what the moderator says, not how a button is called in one language.
      const reason = prompt(t(muted ? 'evidence.mute_reason' : 'evidence.unmute_reason', { alias }))?.trim();
      if (!reason) return;
      await landed(await api.mute(alias, muted, reason.slice(0, 500).toWellFormed()));
      await load(current.current);
      await follow();
    },
    say: (text) => setToast({ text, batch: [] }),
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
