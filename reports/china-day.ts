/** Days of filters, figures and texts are those of China, wherever a moderator sits: one day means the same in all of them. */
const EAST_OF_UTC = 8 * 3_600_000;
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

/** First moment of a day like `2026-11-26`, and the first of the next day. */
export function dayBounds(day: string): { readonly start: string; readonly end: string } {
  const start = Date.parse(`${day}T00:00:00.000Z`) - EAST_OF_UTC;
  return { start: new Date(start).toISOString(), end: new Date(start + DAY).toISOString() };
}

/** Last day before a moment: what a range that ends there still holds. */
export function lastDayBefore(end: string): string {
  return dayOf(new Date(Date.parse(end) - 1).toISOString());
}
