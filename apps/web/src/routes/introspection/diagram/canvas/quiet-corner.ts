import type { Rect, Size } from '../layout/geometry.ts';
import type { View } from './viewport.ts';

export const CORNERS = ['bottom-right', 'top-right', 'bottom-left'] as const;
/** Of the frame; the upper left one is for the table that is chosen. */
export type Corner = (typeof CORNERS)[number];

const EDGE_PX = 8;

interface Scene {
  boxes: Iterable<Rect>;
  view: View;
  frame: Size;
  /** Corners that are free. */
  corners: readonly Corner[];
}

/** Where something of this size covers least of the tables. It stays where it is as long as it covers none there. */
export function quietCorner(size: Size, current: Corner, { boxes, view, frame, corners }: Scene): Corner {
  const places = corners.map((corner) => ({ corner, place: placeOf(corner, size, frame), covered: 0 }));
  for (const { x, y, width, height } of boxes) {
    const seen = { x: x * view.k + view.x, y: y * view.k + view.y, width: width * view.k, height: height * view.k };
    for (const one of places) one.covered += shared(one.place, seen);
  }
  const own = places.find(({ corner }) => corner === current);
  const [first] = places;
  if (!first || own?.covered === 0) return current;
  return places.reduce((best, one) => (one.covered < best.covered ? one : best), own ?? first).corner;
}

function placeOf(corner: Corner, { width, height }: Size, frame: Size): Rect {
  return {
    width,
    height,
    x: corner.endsWith('left') ? EDGE_PX : frame.width - EDGE_PX - width,
    y: corner.startsWith('top') ? EDGE_PX : frame.height - EDGE_PX - height,
  };
}

/** The area that is in both. */
function shared(a: Rect, b: Rect): number {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, wide) * Math.max(0, high);
}
