import { describe, expect, it } from 'vitest';
import {
  countTicked,
  EVERYTHING,
  isTicked,
  NONE,
  ticked,
  tickedTarget,
} from '../../../entrypoints/desk/selection.ts';

describe('ticked rows', () => {
  const filter = { states: ['new' as const] };
  it('name subjects, one by one', () => {
    const two = ticked(ticked(NONE, 'a', true), 'b', true);
    expect([isTicked(two, 'a'), isTicked(two, 'c'), countTicked(two, 9)]).toEqual([true, false, 2]);
    expect(tickedTarget(two, filter)).toEqual({ subjects: ['a', 'b'] });
    expect(tickedTarget(ticked(ticked(two, 'a', false), 'b', false), filter)).toBeNull();
  });
  it('are everything the filter finds, but for what is unticked afterwards', () => {
    const most = ticked(EVERYTHING, 'a', false);
    expect([isTicked(EVERYTHING, 'a'), isTicked(most, 'a'), isTicked(most, 'b')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(countTicked(most, 9)).toBe(8);
    expect(tickedTarget(most, filter)).toEqual({ filter, except: ['a'] });
    expect(countTicked(ticked(most, 'a', true), 9)).toBe(9);
  });
});
