// A spreadsheet runs a cell that begins with one of these, also when spaces or invisible characters stand before it.
const FORMULA = /^[\s\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠\t\r]/;

/** First bytes of a CSV file: without them Excel in China reads UTF-8 as GBK. */
export const BOM = '\ufeff';

/**
 * One cell: always quoted, quotes doubled, formulas disarmed by a leading `'` (written down in the manifest; machines read
 * the JSONL, where nothing is altered). NUL and other controls that break readers are dropped, line breaks kept as LF.
 */
export function csvCell(value: string | number | null): string {
  const text =
    value === null
      ? ''
      : String(value)
          .replaceAll(/\r\n?/g, '\n')
          .replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '');
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** One row with CRLF. Empty cells are kept, so that columns never move. */
export function csvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
