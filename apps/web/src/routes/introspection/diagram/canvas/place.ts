import { nearest } from '../graph/neighbours.ts';
import type { Point, Rect } from '../layout/geometry.ts';

/** Where somebody has moved the picture to: what is in the middle of the frame, told by a table there, and how large. */
export interface Place {
  /** Id of the table. */
  table: string;
  /** Of its width and height, from its upper left corner. */
  part: Point;
  /** Scale of the picture. */
  k: number;
}

/** Null in a picture of nothing. */
export function placeAt(boxes: ReadonlyMap<string, Rect>, middle: Point, k: number): Place | null {
  const table = nearest(boxes, middle);
  const box = boxes.get(table ?? '');
  if (!table || !box) return null;
  return { table, part: { x: (middle.x - box.x) / box.width, y: (middle.y - box.y) / box.height }, k };
}

/** The point of the picture that is in the middle; undefined where the table is not in it. */
export function middleAt(boxes: ReadonlyMap<string, Rect>, { table, part }: Place): Point | undefined {
  const box = boxes.get(table);
  return box && { x: box.x + part.x * box.width, y: box.y + part.y * box.height };
}

/** As it stands in an address: `0.5,1.2,80,shop.orders`. */
export function placeText({ table, part, k }: Place, labelOf: (id: string) => string): string {
  const round = (value: number) => String(Math.round(value * 100) / 100);
  return [round(part.x), round(part.y), round(k * 100), labelOf(table)].join(',');
}

export function placeIn(text: string, idOf: (label: string) => string | undefined): Place | null {
  const [, x, y, percent, label] = /^(-?[\d.]+),(-?[\d.]+),([\d.]+),(.+)$/.exec(text) ?? [];
  const table = idOf(label ?? '');
  const k = Number(percent) / 100;
  const part = { x: Number(x), y: Number(y) };
  if (!table || ![part.x, part.y].every(Number.isFinite) || !(k > 0 && k <= 3)) return null;
  return { table, part, k };
}
