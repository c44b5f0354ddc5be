/** A rectangle in picture pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Radius of the cover brush and side of its cells, picture pixels. A cell is one flat colour: letters below 28 px cannot be read back. */
export const BRUSH_CELL = 28;

/** The part of a picture around an item: its box scaled to picture pixels, with a margin, inside the picture. */
export function cropAround(
  box: Box,
  scale: number,
  picture: { width: number; height: number },
  margin = 12,
): Box {
  const x = Math.max(0, Math.floor((box.x - margin) * scale));
  const y = Math.max(0, Math.floor((box.y - margin) * scale));
  const right = Math.min(picture.width, Math.ceil((box.x + box.width + margin) * scale));
  const bottom = Math.min(picture.height, Math.ceil((box.y + box.height + margin) * scale));
  // An item scrolled out of the window gives an empty box: better the whole picture than none.
  if (right - x < 8 || bottom - y < 8) return { x: 0, y: 0, ...picture };
  return { x, y, width: right - x, height: bottom - y };
}

/** A box from two corners in any order, inside the picture. */
export function boxBetween(
  a: { x: number; y: number },
  b: { x: number; y: number },
  picture: { width: number; height: number },
): Box {
  const clamp = (value: number, limit: number) => Math.max(0, Math.min(limit, Math.round(value)));
  const [x1, x2] = [clamp(a.x, picture.width), clamp(b.x, picture.width)].sort((m, n) => m - n) as [
    number,
    number,
  ];
  const [y1, y2] = [clamp(a.y, picture.height), clamp(b.y, picture.height)].sort((m, n) => m - n) as [
    number,
    number,
  ];
  return { x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
}

/** Upper-left corners of the cells that a brush at a point covers. Cells lie on a fixed grid, so strokes do not stack. */
export function cellsUnder(point: { x: number; y: number }, radius: number): { x: number; y: number }[] {
  const cells: { x: number; y: number }[] = [];
  const first = (value: number) => Math.floor((value - radius) / BRUSH_CELL) * BRUSH_CELL;
  for (let y = first(point.y); y <= point.y + radius; y += BRUSH_CELL) {
    for (let x = first(point.x); x <= point.x + radius; x += BRUSH_CELL) cells.push({ x, y });
  }
  return cells;
}

/** Paints the cells under the brush in their mean colour. What was there cannot be recovered from the saved picture. */
export function coverAt(
  context: CanvasRenderingContext2D,
  point: { x: number; y: number },
  radius: number,
): void {
  const { width, height } = context.canvas;
  for (const cell of cellsUnder(point, radius)) {
    const x = Math.max(0, cell.x);
    const y = Math.max(0, cell.y);
    const w = Math.min(width, cell.x + BRUSH_CELL) - x;
    const h = Math.min(height, cell.y + BRUSH_CELL) - y;
    if (w <= 0 || h <= 0) continue;
    const { data } = context.getImageData(x, y, w, h);
    let [r, g, b] = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) {
      r += data[i]!;
      g += data[i + 1]!;
      b += data[i + 2]!;
    }
    const n = data.length / 4;
    context.fillStyle = `rgb(${Math.round(r / n)} ${Math.round(g / n)} ${Math.round(b / n)})`;
    context.fillRect(x, y, w, h);
  }
}
