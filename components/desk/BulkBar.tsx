import { deskTexts } from '../../locales/desk.ts';
import { Button } from '../shared/Button.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** What can be done to many at once. Nothing happens before the dry run is looked at. */
export function BulkBar(props: {
  count: number;
  total: number;
  /** True when everything the filter finds is meant. */
  all: boolean;
  onAll: () => void;
  onClear: () => void;
  onDecide: () => void;
  onTag: () => void;
  onAssign: () => void;
  onSnooze: () => void;
  onExport: () => void;
}) {
  const t = useTexts(deskTexts);
  if (props.count === 0) return null;
  return (
    <div class="dk-bulk" role="toolbar" aria-label={t('bulk.selected', { count: props.count })}>
      <strong>{t('bulk.selected', { count: props.count })}</strong>
      {!props.all && props.total > props.count && (
        <Button small kind="plain" onClick={props.onAll}>
          {t('bulk.select_all', { total: props.total })}
        </Button>
      )}
      <Button small onClick={props.onDecide}>
        {t('bulk.decide')}
      </Button>
      <Button small onClick={props.onTag}>
        {t('bulk.tag')}
      </Button>
      <Button small onClick={props.onAssign}>
        {t('bulk.assign')}
      </Button>
      <Button small onClick={props.onSnooze}>
        {t('bulk.snooze')}
      </Button>
      <Button small onClick={props.onExport}>
        {t('bulk.export')}
      </Button>
      <Button small kind="plain" onClick={props.onClear}>
        {t('bulk.clear')}
      </Button>
    </div>
  );
}
