import type { Point, Rect, Size } from '../layout/geometry.ts';

/** Where the picture's origin is in the frame, and how large the picture is drawn. */
export interface View {
  x: number;
  y: number;
  k: number;
}

const SMALLEST = 0.03;
const LARGEST = 3;
const EDGE_PX = 12;
const LARGEST_FIT = 1.2;

/** The point under the pointer stays where it is. */
export function zoomAt(view: View, factor: number, { x, y }: Point): View {
  // What is seen whole smaller than that can still be seen whole.
  const k = Math.min(LARGEST, Math.max(Math.min(SMALLEST, view.k), view.k * factor));
  const change = k / view.k;
  return { k, x: x - (x - view.x) * change, y: y - (y - view.y) * change };
}

/** How large a picture of this size is drawn when all of it is seen. */
export function fitScale({ width, height }: Size, frame: Size): number {
  if (width <= 0 || height <= 0) return 1;
  return Math.max(0.001, Math.min((frame.width - EDGE_PX * 2) / width, (frame.height - EDGE_PX * 2) / height));
}

/** All of the picture, in the middle of the frame; a small one is not blown up. */
export function fitView(picture: Rect, frame: Size): View {
  const k = Math.min(LARGEST_FIT, fitScale(picture, frame));
  return {
    k,
    x: (frame.width - picture.width * k) / 2 - picture.x * k,
    y: (frame.height - picture.height * k) / 2 - picture.y * k,
  };
}

/** A point of the picture in the middle of the frame. */
export function centreOn(point: Point, k: number, frame: Size): View {
  return { k, x: frame.width / 2 - point.x * k, y: frame.height / 2 - point.y * k };
}

/** What of the picture is in the frame, in its own measure. */
export function windowOf({ x, y, k }: View, { width, height }: Size): Rect {
  return { x: -x / k, y: -y / k, width: width / k, height: height / k };
}

/** A box at 100 %: in the middle, or from its upper left corner where it is larger than the frame. */
export function readView(box: Rect, frame: Size): View {
  const along = (start: number, length: number, room: number) =>
    length + EDGE_PX * 2 > room ? EDGE_PX - start : room / 2 - start - length / 2;
  return { k: 1, x: along(box.x, box.width, frame.width), y: along(box.y, box.height, frame.height) };
}
