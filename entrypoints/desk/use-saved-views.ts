import { useEffect, useState } from 'preact/hooks';
import { readSavedViews, type SavedView } from '../../reports/saved-views.ts';
import type { ReportStore, StoreFailure } from '../../reports/store/report-store.ts';

/** Setting of the store that holds the moderator's own views. */
const SAVED_VIEWS = 'desk:views';

/** The moderator's own views, and how to keep others. What could not be kept is told, and goes from the list again. */
export function useSavedViews(
  store: ReportStore,
  onFailed: (failure: StoreFailure) => void,
): [readonly SavedView[], (next: readonly SavedView[]) => void] {
  const [views, setViews] = useState<readonly SavedView[]>([]);
  useEffect(() => {
    void store.setting(SAVED_VIEWS).then((stored) => setViews(readSavedViews(stored)));
  }, []);
  return [
    views,
    (next) => {
      setViews(next);
      void store.saveSetting(SAVED_VIEWS, next).then((done) => {
        if (done.ok) return;
        setViews(views);
        onFailed(done);
      });
    },
  ];
}
