/** Days of filters, figures and texts are those of China, wherever a moderator sits: one day means the same in all of them. */
const EAST_OF_UTC = 8 * 3_600_000;
/** The same for those that want a name. */
export const CHINA_TIME_ZONE = 'Asia/Shanghai';
export const DAY = 86_400_000;

/** Start of the day that holds a moment; both in ms since 1970. */
export function startOfDay(time: number): number {
  return Math.floor((time + EAST_OF_UTC) / DAY) * DAY - EAST_OF_UTC;
}

/** Moment as the clock in China shows it: `2026-11-26T16:00`. */
export function chinaClock(moment: string): string {
  return new Date(Date.parse(moment) + EAST_OF_UTC).toISOString().slice(0, 16);
}

/** Day in China of a moment: `2026-11-26`. */
export function dayOf(moment: string): string {
  return chinaClock(moment).slice(0, 10);
}

/**
 * First moment of a day like `2026-11-26`, and the first of the next day. `null` for what is no day of the years 1 to 9999: a date box can
 * give years of six digits, which no `Moment` holds.
 */
export function dayBounds(day: string): { readonly start: string; readonly end: string } | null {
  const midnight = /^(?!0000)\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00.000Z`) : NaN;
  // The 30th of February is read as the 2nd of March.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) return null;
  const start = midnight - EAST_OF_UTC;
  return { start: new Date(start).toISOString(), end: new Date(start + DAY).toISOString() };
}

/** Last day before a moment: what a range that ends there still holds. */
export function lastDayBefore(end: string): string {
  return dayOf(new Date(Date.parse(end) - 1).toISOString());
}
