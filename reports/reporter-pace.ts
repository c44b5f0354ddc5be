import type { ReporterStatus } from './reporter-status.ts';
import type { TeamRules } from './team-rules.ts';

/** How many reports one person has made. */
export interface Pace {
  readonly all: number;
  /** Within the last hour, and since local midnight. */
  readonly hour: number;
  readonly day: number;
}

/** A gentle word about the pace; nothing is ever blocked by it. */
export type PaceHint =
  | { readonly id: 'over_hour' | 'over_day'; readonly limit: number; readonly pace: Pace }
  | { readonly id: 'many'; readonly pace: Pace };

/** More than this within an hour is a lot for careful work, where the team has set no limit. */
const MANY_AN_HOUR = 20;

/**
 * @param captured - moments at which own reports were made (UTC, as in the records)
 * @param now - epoch milliseconds
 */
export function paceOf(captured: readonly string[], now: number): Pace {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const moments = captured.map((one) => Date.parse(one));
  return {
    all: moments.length,
    hour: moments.filter((one) => one > now - 3_600_000).length,
    day: moments.filter((one) => one >= midnight).length,
  };
}

/** What to say about it, if anything. What the team asks goes before our own idea of "many". */
export function paceHint(pace: Pace, rules: TeamRules | null): PaceHint | null {
  if (rules?.reportsPerHour !== undefined && pace.hour >= rules.reportsPerHour)
    return { id: 'over_hour', limit: rules.reportsPerHour, pace };
  if (rules?.reportsPerDay !== undefined && pace.day >= rules.reportsPerDay)
    return { id: 'over_day', limit: rules.reportsPerDay, pace };
  const limited = rules?.reportsPerHour !== undefined;
  return !limited && pace.hour >= MANY_AN_HOUR ? { id: 'many', pace } : null;
}

/** How own reports fared. */
export interface OwnRecord {
  readonly decided: number;
  readonly confirmed: number;
  readonly rejected: number;
  readonly waiting: number;
}

/** Counts decisions that came back; what the reporter took back counts as neither. */
export function ownRecord(statuses: readonly ReporterStatus[]): OwnRecord {
  const standing = statuses.filter((one) => !one.takenBack);
  const confirmed = standing.filter(({ state }) => state === 'confirmed' || state === 'published').length;
  const rejected = standing.filter(({ state }) => state === 'rejected' || state === 'withdrawn').length;
  return {
    decided: confirmed + rejected,
    confirmed,
    rejected,
    waiting: standing.length - confirmed - rejected,
  };
}
