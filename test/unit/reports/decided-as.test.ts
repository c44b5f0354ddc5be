import { describe, expect, it } from 'vitest';
import { decide, withdrawReport } from '../../../reports/decide.ts';
import { claimOf, decidedAs, isListed, isUntold, spokenBy } from '../../../reports/decided-as.ts';
import type { DecisionState, LogEvent } from '../../../reports/event-format.ts';
import { foldSubject, STRICT_POLICY } from '../../../reports/fold-events.ts';
import { headOf } from '../../../reports/ledger.ts';
import type { Report, ReportKind } from '../../../reports/record-format.ts';
import { reportWith } from './report-with.ts';

const actor = { by: 'm1', at: '2026-11-26T09:00:00.000Z' };
const OPEN = { ...STRICT_POLICY, secondPerson: false };
/** A report on one and the same comment, each by somebody else. */
const said = (kind: ReportKind, minute = 0, text = '提醒大家：征信修复收费都是骗局') =>
  reportWith(
    { n: 1, kind, text, capturedAt: `2026-11-26T08:${String(minute).padStart(2, '0')}:00.000Z` },
    `r-${kind}-${minute}`,
  );
const viewOf = (reports: readonly Report[], events: readonly LogEvent[] = []) =>
  foldSubject(reports[0]!.subject, events, reports.map(headOf), OPEN);
const decided = (reports: readonly Report[], ...states: DecisionState[]): LogEvent[] =>
  states.reduce<LogEvent[]>((events, state) => {
    const view = viewOf(reports, events);
    const made = decide(view, reports.map(headOf), view.evidence, { state, reason: '看过了' }, actor);
    if (!made.ok) throw new Error(made.message);
    return [...events, ...made.value];
  }, []);
const after = (reports: readonly Report[], ...states: DecisionState[]) =>
  viewOf(reports, decided(reports, ...states));

const lure = said('lure', 1);
const alarm = said('false_alarm', 2);

describe('what a decision says about the content', () => {
  it.each([
    ['a report', [lure], 'lure'],
    ['one that we missed', [said('missed')], 'lure'],
    ['a false alarm', [alarm], 'honest'],
    ['several false alarms', [alarm, said('false_alarm', 5)], 'honest'],
    ['a report that somebody objects to', [lure, alarm], 'lure'],
    ['an objection before the report', [said('false_alarm'), lure], 'lure'],
  ] as const)('on %s: confirmed is what it claims, rejected the other', (_, reports, claim) => {
    const other = claim === 'lure' ? 'honest' : 'lure';
    expect(viewOf(reports)).toMatchObject({ claim, decidedAs: null });
    expect(after(reports, 'confirmed').decidedAs).toBe(claim);
    expect(after(reports, 'confirmed', 'published').decidedAs).toBe(claim);
    expect(after(reports, 'rejected').decidedAs).toBe(other);
    for (const open of ['in_review', 'needs_evidence', 'escalated', 'withdrawn'] as const)
      expect(after(reports, open).decidedAs).toBeNull();
  });

  it('is not turned by what is reported afterwards', () => {
    const honest = decided([alarm], 'confirmed');
    const accused = viewOf([alarm, said('lure', 30)], honest);
    expect(accused).toMatchObject({ decidedAs: 'honest', claim: 'lure' });
    expect(isListed(accused)).toBe(false);
    const listed = decided([lure], 'confirmed');
    expect(viewOf([lure, said('false_alarm', 30)], listed).decidedAs).toBe('lure');
    expect(viewOf([lure, said('false_alarm', 30)], decided([lure], 'rejected')).decidedAs).toBe('honest');
  });

  it.each(['confirmed', 'rejected'] as const)(
    'does not answer who accuses the content after a %s false alarm: it asks anew',
    (state) => {
      const events = decided([alarm], state);
      const accusation = said('lure', 30);
      const again = { state: 'new', changed: true, since: accusation.capturedAt, claim: 'lure' };
      const reports = [alarm, accusation];
      expect(viewOf(reports, events)).toMatchObject(again);
      // Also one that was captured before the decision and came in later.
      expect(viewOf([alarm, lure], events)).toMatchObject({ state: 'new', since: lure.capturedAt });
      expect(viewOf([alarm, said('false_alarm', 30)], events)).toMatchObject({ state, changed: false });
      const muted = new Set([accusation.reporter.alias]);
      const quiet = foldSubject(alarm.subject, events, reports.map(headOf), OPEN, muted);
      expect(quiet).toMatchObject({ state, changed: false });
      const at = { by: accusation.reporter.alias, at: '2026-11-26T10:00:00.000Z' };
      const back = [...events, withdrawReport(accusation.id, null, at)];
      expect(viewOf(reports, back)).toMatchObject({ state, changed: false });
      for (const answer of ['confirmed', 'rejected'] as const) {
        const view = viewOf(reports, events);
        const made = decide(
          view,
          reports.map(headOf),
          view.evidence,
          { state: answer, reason: '看过了' },
          { by: 'm1', at: '2026-11-26T09:30:00.000Z' },
        );
        if (!made.ok) throw new Error(made.message);
        const then = viewOf(reports, [...events, ...made.value]);
        expect(then).toMatchObject({ state: answer, changed: false });
        expect(isListed(then)).toBe(answer === 'confirmed');
      }
    },
  );

  it('answers an accusation that was rejected for those that say it again', () => {
    expect(viewOf([lure, said('lure', 30)], decided([lure], 'rejected'))).toMatchObject({
      state: 'rejected',
      changed: false,
    });
  });

  it('rests on the reports on the content that was decided on, not on those of an older text', () => {
    const before = said('lure', 1, '停息挂账加微 zs8821xy');
    expect(after([before, alarm], 'confirmed').decidedAs).toBe('honest');
    const edited = said('lure', 9, '停息挂账加微 zs8821xy');
    expect(after([alarm, edited], 'confirmed').decidedAs).toBe('lure');
  });

  it('stays what it was when a report is taken back', () => {
    const back = withdrawReport(lure.id, null, { by: lure.reporter.alias, at: '2026-11-26T10:00:00.000Z' });
    const view = viewOf([lure, alarm], [...decided([lure, alarm], 'confirmed'), back]);
    // A decision made now would be on the objection alone.
    expect(view).toMatchObject({ decidedAs: 'lure', claim: 'honest' });
  });

  it('is not guessed where a report that was looked at is on another desk', () => {
    for (const state of ['confirmed', 'rejected'] as const) {
      const events = decided([lure, alarm], state);
      expect(viewOf([alarm], events).decidedAs).toBeNull();
      const other = viewOf([said('lure', 40)], events);
      expect(other.decidedAs).toBeNull();
      expect([other, viewOf([alarm], events)].map(isUntold)).toEqual(Array(2).fill(state === 'confirmed'));
      expect(isUntold(viewOf([lure], events))).toBe(false);
      expect(viewOf([lure], events).decidedAs).toBe(state === 'confirmed' ? 'lure' : 'honest');
    }
  });

  it('is nothing without a decision or a report', () => {
    expect(decidedAs(null, [lure])).toBeNull();
    expect(decidedAs({ state: 'confirmed', reports: [], evidence: lure.contentHash }, [lure])).toBeNull();
    expect(claimOf([])).toBe('lure');
  });
});

describe('who speaks for a subject', () => {
  const claims = ({ id, kind, contentHash, reporter }: Report) => ({
    ...{ id, kind, contentHash },
    reporter: reporter.alias,
  });
  const speaking = (
    reports: readonly Report[],
    events: readonly LogEvent[],
    muted: readonly Report[] = [],
  ) => {
    const { decision, decidedAs: found } = viewOf(reports, events);
    const aliases = new Set(muted.map((one) => one.reporter.alias));
    return spokenBy(decision, found, reports.map(claims), aliases).map((one) => one.id);
  };
  const later = said('lure', 30);

  it('is everybody until it is decided, muted reporters only where nobody else is left', () => {
    expect(speaking([lure, later], [])).toEqual([lure.id, later.id]);
    expect(speaking([lure, later], decided([lure, later], 'in_review'))).toEqual([lure.id, later.id]);
    expect(speaking([lure, later], [], [lure])).toEqual([later.id]);
    expect(speaking([lure, later], [], [lure, later])).toEqual([lure.id, later.id]);
  });

  it('is who was decided on and found right, not who says the same words afterwards', () => {
    expect(speaking([lure, later], decided([lure], 'confirmed'))).toEqual([lure.id]);
    expect(speaking([lure, alarm], decided([lure, alarm], 'confirmed'))).toEqual([lure.id]);
    expect(speaking([lure, alarm], decided([lure, alarm], 'confirmed'), [lure])).toEqual([lure.id]);
    expect(speaking([lure, later], decided([lure, later], 'confirmed'), [later])).toEqual([lure.id]);
  });

  it('is nobody once all that was decided on was taken back, and what is left asks anew', () => {
    const other = said('lure', 0, '无辜的另一段话');
    const at = '2026-11-26T10:00:00.000Z';
    const back = withdrawReport(lure.id, null, { by: lure.reporter.alias, at });
    const heads = [other, lure].map(headOf);
    const muted = new Set([other.reporter.alias]);
    const events = [...decided([other, lure], 'confirmed'), back];
    const view = foldSubject(lure.subject, events, heads, OPEN, muted);
    expect(view).toMatchObject({ state: 'new', changed: true, spokenBy: [], reports: [other.id] });
    const alone = viewOf([lure], [...decided([lure], 'confirmed'), back]);
    expect(alone).toMatchObject({ state: 'confirmed', spokenBy: [] });
    expect([view, alone].map(isListed)).toEqual([false, false]);
  });
});

describe('lists', () => {
  it('hold confirmed lures alone', () => {
    expect(isListed(after([lure], 'confirmed'))).toBe(true);
    expect(isListed(after([lure, alarm], 'confirmed', 'published'))).toBe(true);
    expect(isListed(after([alarm], 'confirmed'))).toBe(false);
    expect(isListed(after([alarm], 'confirmed', 'published'))).toBe(false);
    // Found to be a lure, but nothing was confirmed with evidence.
    expect(after([alarm], 'rejected').decidedAs).toBe('lure');
    expect(isListed(after([alarm], 'rejected'))).toBe(false);
    expect(isListed(after([lure], 'rejected'))).toBe(false);
    expect(isListed(viewOf([lure]))).toBe(false);
  });
});
