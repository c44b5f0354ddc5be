import type { DeskTarget } from '../../components/desk/desk-api.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';

/** What is ticked in the list: the named subjects, or all that the filter finds but the named ones. */
export interface Selection {
  readonly all: boolean;
  readonly named: ReadonlySet<string>;
}

export const NONE: Selection = { all: false, named: new Set() };
export const EVERYTHING: Selection = { all: true, named: new Set() };

export const isTicked = ({ all, named }: Selection, subject: string): boolean => named.has(subject) !== all;

export function ticked({ all, named }: Selection, subject: string, on: boolean): Selection {
  const next = new Set(named);
  if (on === all) next.delete(subject);
  else next.add(subject);
  return { all, named: next };
}

/** @param total - how many the filter finds */
export const countTicked = ({ all, named }: Selection, total: number): number =>
  all ? Math.max(0, total - named.size) : named.size;

/** What an action on the ticked rows aims at; `null` when none is ticked. */
export function tickedTarget({ all, named }: Selection, filter: DeskFilter): DeskTarget | null {
  if (all) return { filter, except: [...named] };
  return named.size === 0 ? null : { subjects: [...named] };
}
