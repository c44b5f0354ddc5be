import { useEffect, useState } from 'preact/hooks';
import { deskTexts } from '../../locales/desk.ts';
import type { Attachment } from '../../reports/record-format.ts';
import { Button } from '../shared/Button.tsx';
import { useTexts } from '../shared/use-texts.ts';

/** A screenshot, blurred until asked for: moderators look at a great many. */
export function CoveredPicture(props: {
  attachment: Attachment;
  show: boolean;
  load: (sha256: string) => Promise<Blob | null>;
}) {
  const t = useTexts(deskTexts);
  const [url, setUrl] = useState<string | null | undefined>(undefined);
  const [open, setOpen] = useState(props.show);
  useEffect(() => setOpen(props.show), [props.show]);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    void props.load(props.attachment.sha256).then((blob) => {
      if (gone) return;
      made = blob === null ? null : URL.createObjectURL(blob);
      setUrl(made);
    });
    return () => {
      gone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [props.attachment.sha256]);
  if (url === undefined) return null;
  if (url === null) return <p class="zs-muted">{t('evidence.shot_gone')}</p>;
  return (
    <figure class="dk-shot">
      <div class={open ? 'dk-shot__frame' : 'dk-shot__frame dk-shot__frame--covered'}>
        <img src={url} alt={t('evidence.shot_alt', { name: props.attachment.name })} aria-hidden={!open} />
      </div>
      <Button small onClick={() => setOpen(!open)}>
        {open ? t('evidence.hide_shot') : t('evidence.show_shot')}
      </Button>
    </figure>
  );
}
