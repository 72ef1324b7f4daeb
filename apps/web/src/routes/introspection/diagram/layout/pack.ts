import type { Point, Size } from './geometry.ts';

interface Shelf {
  x: number;
  width: number;
  /** How far down it is taken. */
  y: number;
}

const WIDTHS = 14;

/**
 * Puts rectangles beside and under each other, the highest first, each as high up as it fits. Of several widths that which
 * fills a canvas of the aspect best is taken. Answers their upper left corners, in the order given.
 */
export function pack(sizes: readonly Size[], gap: number, aspect: number): Point[] {
  const area = sizes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const widest = Math.max(0, ...sizes.map(({ width }) => width));
  let best: { corners: Point[]; scale: number } = { corners: [], scale: -1 };
  for (let step = 0; step < WIDTHS; step += 1) {
    const width = Math.max(widest, Math.sqrt(area * aspect) * (0.8 + step / 10));
    const corners = packInto(width, sizes, gap);
    const used = { width: 0, height: 0 };
    sizes.forEach((size, index) => {
      const { x, y } = corners[index] ?? { x: 0, y: 0 };
      used.width = Math.max(used.width, x + size.width);
      used.height = Math.max(used.height, y + size.height);
    });
    const scale = Math.min(aspect / used.width, 1 / used.height);
    if (scale > best.scale) best = { corners, scale };
  }
  return best.corners;
}

function packInto(width: number, sizes: readonly Size[], gap: number): Point[] {
  const order = sizes.map((_, index) => index).sort((a, b) => heightOf(sizes, b) - heightOf(sizes, a));
  const corners: Point[] = sizes.map(() => ({ x: 0, y: 0 }));
  let line: Shelf[] = [{ x: 0, width: width + gap, y: 0 }];
  for (const index of order) {
    const size = sizes[index] ?? { width: 0, height: 0 };
    const corner = highest(line, size.width + gap);
    corners[index] = corner;
    line = taken(line, { x: corner.x, width: size.width + gap, y: corner.y + size.height + gap });
  }
  return corners;
}

const heightOf = (sizes: readonly Size[], index: number) => sizes[index]?.height ?? 0;

/** The highest place that is wide enough, the leftmost of them. */
function highest(line: readonly Shelf[], width: number): Point {
  const end = Math.max(...line.map((shelf) => shelf.x + shelf.width));
  let best: Point = { x: 0, y: Infinity };
  for (const { x } of line) {
    if (x + width > end + 0.5) continue;
    const y = Math.max(...line.filter((shelf) => shelf.x < x + width && shelf.x + shelf.width > x).map((s) => s.y));
    if (y < best.y) best = { x, y };
  }
  return best.y === Infinity ? { x: 0, y: Math.max(...line.map(({ y }) => y)) } : best;
}

function taken(line: readonly Shelf[], by: Shelf): Shelf[] {
  const end = by.x + by.width;
  const rest = line.flatMap((shelf) => {
    const shelfEnd = shelf.x + shelf.width;
    if (shelfEnd <= by.x || shelf.x >= end) return [shelf];
    return [
      { ...shelf, width: by.x - shelf.x },
      { ...shelf, x: end, width: shelfEnd - end },
    ].filter((piece) => piece.width > 0);
  });
  return [...rest, by].sort((a, b) => a.x - b.x);
}
