import { useEffect, useRef, useState } from 'preact/hooks';
import { reportTexts } from '../../locales/report.ts';
import { Button } from '../shared/Button.tsx';
import { useTexts } from '../shared/use-texts.ts';
import { boxBetween, BRUSH_CELL, coverAt, cropAround, type Box } from './shot-canvas.ts';

interface ScreenshotEditorProps {
  picture: ImageBitmap;
  /** Where the item is, CSS px of the page, and picture pixels per CSS px. */
  item: { box: Box; scale: number } | null;
  onUse: (picture: Blob) => void;
  onDrop: () => void;
}

type Point = { x: number; y: number };

/** Crop and cover a screenshot before it becomes evidence. Works on this device; only the result is kept. */
export function ScreenshotEditor({ picture, item, onUse, onDrop }: ScreenshotEditorProps) {
  const t = useTexts(reportTexts);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [tool, setTool] = useState<'crop' | 'blur'>('blur');
  const past = useRef<ImageData[]>([]);
  const [steps, setSteps] = useState(0);
  const start = useRef<Point | null>(null);
  const [frame, setFrame] = useState<Box | null>(null);

  const context = () => canvas.current!.getContext('2d', { willReadFrequently: true })!;
  const draw = (box: Box) => {
    canvas.current!.width = box.width;
    canvas.current!.height = box.height;
    context().drawImage(picture, box.x, box.y, box.width, box.height, 0, 0, box.width, box.height);
    past.current = [];
    setSteps(0);
  };
  const whole = (): Box => ({ x: 0, y: 0, width: picture.width, height: picture.height });
  const toItem = () => draw(item === null ? whole() : cropAround(item.box, item.scale, picture));
  useEffect(toItem, [picture]);

  const remember = () => {
    past.current = [
      ...past.current.slice(-9),
      context().getImageData(0, 0, canvas.current!.width, canvas.current!.height),
    ];
    setSteps(past.current.length);
  };
  const at = (event: PointerEvent): Point => {
    const bounds = canvas.current!.getBoundingClientRect();
    const scale = canvas.current!.width / bounds.width;
    return { x: (event.clientX - bounds.left) * scale, y: (event.clientY - bounds.top) * scale };
  };
  const down = (event: PointerEvent) => {
    canvas.current!.setPointerCapture(event.pointerId);
    start.current = at(event);
    remember();
    if (tool === 'blur') coverAt(context(), start.current, BRUSH_CELL / 2);
  };
  const move = (event: PointerEvent) => {
    if (start.current === null) return;
    if (tool === 'blur') coverAt(context(), at(event), BRUSH_CELL / 2);
    else setFrame(boxBetween(start.current, at(event), canvas.current!));
  };
  const up = () => {
    start.current = null;
    if (tool === 'crop' && frame !== null && frame.width > 8 && frame.height > 8) {
      const part = context().getImageData(frame.x, frame.y, frame.width, frame.height);
      canvas.current!.width = frame.width;
      canvas.current!.height = frame.height;
      context().putImageData(part, 0, 0);
    }
    setFrame(null);
  };
  const undo = () => {
    const last = past.current.pop();
    if (last === undefined) return;
    canvas.current!.width = last.width;
    canvas.current!.height = last.height;
    context().putImageData(last, 0, 0);
    setSteps(past.current.length);
  };
  const use = () => canvas.current!.toBlob((blob) => blob && onUse(blob), 'image/jpeg', 0.85);
  const percent = (part: number, of: number) => `${(100 * part) / of}%`;
  const size = canvas.current ?? { width: 1, height: 1 };

  return (
    <div class="rp-shot">
      <p class="zs-muted">{t('shot.tip')}</p>
      <div class="rp-shot__tools">
        <Button small pressed={tool === 'blur'} onClick={() => setTool('blur')}>
          {t('shot.blur')}
        </Button>
        <Button small pressed={tool === 'crop'} onClick={() => setTool('crop')}>
          {t('shot.crop')}
        </Button>
        {item !== null && (
          <Button small kind="plain" onClick={toItem}>
            {t('shot.to_item')}
          </Button>
        )}
        <Button small kind="plain" onClick={() => draw(whole())}>
          {t('shot.whole')}
        </Button>
        <Button small kind="plain" disabled={steps === 0} onClick={undo}>
          {t('shot.undo')}
        </Button>
      </div>
      <div class="rp-shot__stage">
        <canvas
          ref={canvas}
          role="img"
          aria-label={t('shot.canvas')}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onPointerCancel={up}
        />
        {frame !== null && (
          <svg class="rp-shot__frame" aria-hidden="true">
            <rect
              x={percent(frame.x, size.width)}
              y={percent(frame.y, size.height)}
              width={percent(frame.width, size.width)}
              height={percent(frame.height, size.height)}
            />
          </svg>
        )}
      </div>
      <div class="rp-actions">
        <Button small kind="primary" onClick={use}>
          {t('shot.use')}
        </Button>
        <Button small kind="plain" onClick={onDrop}>
          {t('shot.drop')}
        </Button>
      </div>
    </div>
  );
}
