import type { Point } from './layout-diagram.ts';

/** Where the picture lies in its frame: its upper left corner in px, and its scale. */
export interface View extends Point {
  k: number;
}
export interface Size {
  width: number;
  height: number;
}

const MIN_SCALE = 0.05;
const MAX_SCALE = 3;
const FIT_MARGIN = 16;
/** Fitting a small picture does not blow it up. */
const MAX_FIT = 1.2;

const clamp = (k: number) => Math.min(MAX_SCALE, Math.max(MIN_SCALE, k));

/** Scales by `factor`, with the point of the frame that is held staying where it is. */
export function zoomAt(view: View, factor: number, held: Point): View {
  const k = clamp(view.k * factor);
  const ratio = k / view.k;
  return { k, x: held.x - (held.x - view.x) * ratio, y: held.y - (held.y - view.y) * ratio };
}

/** All of the picture, in the middle of the frame. */
export function fitView(picture: Size, frame: Size): View {
  const room = { width: frame.width - 2 * FIT_MARGIN, height: frame.height - 2 * FIT_MARGIN };
  const k = clamp(Math.min(MAX_FIT, room.width / picture.width, room.height / picture.height));
  return { k, x: (frame.width - picture.width * k) / 2, y: (frame.height - picture.height * k) / 2 };
}

/** A point of the picture in the middle of the frame, large enough to be read. */
export function centreOn(view: View, point: Point, frame: Size): View {
  const k = Math.max(view.k, 0.8);
  return { k, x: frame.width / 2 - point.x * k, y: frame.height / 2 - point.y * k };
}
