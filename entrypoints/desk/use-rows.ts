import { useCallback, useRef, useState } from 'preact/hooks';
import type { DeskApi, ListedRow, QueryResult } from '../../components/desk/desk-api.ts';
import type { DeskFilter } from '../../reports/desk-filter.ts';
import type { DeskSort } from '../../reports/desk-index.ts';

/** Rows fetched around what is in sight. */
const WINDOW = 120;

export interface Rows {
  readonly total: number;
  readonly rowAt: (index: number) => ListedRow | undefined;
  readonly run: (filter: DeskFilter, sort: DeskSort) => Promise<QueryResult>;
  readonly want: (from: number, to: number) => void;
  /** A row that has not been looked at yet. */
  readonly fetchOne: (index: number) => Promise<ListedRow | undefined>;
}

/** The present query: its length, and those of its rows that have been looked at. */
export function useRows(api: DeskApi): Rows {
  const [state, setState] = useState<{
    version: number;
    total: number;
    rows: ReadonlyMap<number, ListedRow>;
  }>({ version: 0, total: 0, rows: new Map() });
  const latest = useRef(state);
  const asked = useRef(new Set<string>());
  const put = (next: typeof state) => {
    latest.current = next;
    setState(next);
  };

  const run = useCallback(async (filter: DeskFilter, sort: DeskSort) => {
    const got = await api.query(filter, sort);
    if (got.version >= latest.current.version) {
      asked.current.clear();
      put({
        version: got.version,
        total: got.total,
        rows: new Map(got.rows.map((row, index) => [index, row])),
      });
    }
    return got;
  }, []);
  const want = useCallback((from: number, to: number) => {
    const { version, rows, total } = latest.current;
    const start = Math.max(0, from - WINDOW);
    const end = Math.min(total, to + WINDOW);
    let missing = false;
    for (let index = from; index < Math.min(to, total); index += 1) if (!rows.has(index)) missing = true;
    const key = `${version}:${Math.floor(from / 20)}`;
    if (!missing || asked.current.has(key)) return;
    asked.current.add(key);
    void api.rows(version, start, end).then((got) => {
      const now = latest.current;
      if (now.version !== version) return;
      // Only a stretch around the view is kept: scrolling through 100,000 rows must not pile them up.
      const kept = new Map([...now.rows].filter(([index]) => Math.abs(index - from) < 10 * WINDOW));
      got.forEach((row, index) => kept.set(start + index, row));
      asked.current.delete(key);
      put({ ...now, rows: kept });
    });
  }, []);
  const fetchOne = async (index: number) => (await api.rows(latest.current.version, index, index + 1))[0];
  return { fetchOne, total: state.total, rowAt: (index) => state.rows.get(index), run, want };
}
