/**
 * The next version of a channel's ruleset, `2026.11.26-2`: the day, and which one of that day.
 *
 * @param before - the version published last, if any
 */
export function nextVersion(before: string | undefined, now: Date): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '.');
  const sameDay = before?.startsWith(`${day}-`) ? Number.parseInt(before.slice(day.length + 1)) : 0;
  return `${day}-${(Number.isNaN(sameDay) ? 0 : sameDay) + 1}`;
}
