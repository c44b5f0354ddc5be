/** At most `limit` UTF-16 units, as records count them, and never half a character at the end. */
export const cutText = (text: string, limit: number): string =>
  text
    .slice(0, limit)
    .replace(/[\ud800-\udbff]$/, '')
    .toWellFormed();
