import { useEffect, useState } from 'preact/hooks';
import type { ShotInHand } from '../../components/report/ScreenshotField.tsx';
import { sha256Hex } from '../../reports/content-hash.ts';
import type { Attachment } from '../../reports/record-format.ts';
import type { ReportStore, Stored } from '../../reports/store/report-store.ts';
import { dropShot, loadShot, waitForShot, watchShot, type ShotCandidate } from '../background/report-shot.ts';

/** Longest side of a picture that is kept, px: enough to read small print, small enough to send. */
const LONGEST_SIDE = 4000;

interface ShotTools {
  readonly shot: ShotInHand | null;
  readonly failed: boolean;
  readonly waiting: boolean;
  readonly fromPage: () => void;
  readonly choose: (file: Blob) => void;
  /** Keeps the edited picture and gives what the report says of it. */
  readonly use: (picture: Blob) => Promise<Stored<Attachment>>;
  readonly drop: () => void;
}

/** The picture of a draft: taken by the background, pasted, or chosen. */
export function useShot(store: ReportStore, draftId: string): ShotTools {
  const [shot, setShot] = useState<ShotInHand | null>(null);
  const [failed, setFailed] = useState(false);
  const [waiting, setWaiting] = useState(false);

  const open = async (blob: Blob, candidate: ShotCandidate | null) => {
    try {
      let picture = await createImageBitmap(blob);
      const longest = Math.max(picture.width, picture.height);
      if (longest > LONGEST_SIDE) {
        picture = await createImageBitmap(blob, {
          resizeWidth: Math.round((picture.width * LONGEST_SIDE) / longest),
          resizeQuality: 'high',
        });
      }
      const scale = candidate?.viewportWidth ? picture.width / candidate.viewportWidth : devicePixelRatio;
      setShot({ picture, item: candidate?.box ? { box: candidate.box, scale } : null });
      setFailed(false);
      setWaiting(false);
    } catch {
      setFailed(true);
    }
  };
  const take = async (candidate: ShotCandidate | null) => {
    if (candidate === null) return;
    await open(await (await fetch(candidate.dataUrl)).blob(), candidate);
  };

  useEffect(() => {
    void loadShot(draftId).then(take);
    const stop = watchShot(draftId, (candidate) => void take(candidate));
    const paste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find((one) => one.type.startsWith('image/'));
      if (file) void open(file, null);
    };
    addEventListener('paste', paste);
    return () => {
      stop();
      removeEventListener('paste', paste);
    };
  }, [draftId]);

  const drop = () => {
    setShot(null);
    void dropShot(draftId);
  };
  return {
    shot,
    failed,
    waiting,
    fromPage: () => void waitForShot(draftId).then(() => setWaiting(true)),
    choose: (file) => void open(file, null),
    drop,
    async use(picture) {
      const bytes = new Uint8Array(await picture.arrayBuffer());
      const sha256 = sha256Hex(bytes);
      const kept = await store.commit({ attachments: [{ sha256, mime: picture.type, bytes }] });
      if (!kept.ok) return kept;
      drop();
      return {
        ok: true,
        value: {
          name: `screenshot-${sha256.slice(0, 8)}.jpg`,
          mime: picture.type,
          sha256,
          size: bytes.length,
        },
      };
    },
  };
}
