import type { DiagramGraph } from '../graph/diagram-graph.ts';
import { overlaps, type Rect } from '../layout/geometry.ts';

export const MAP_NAME_PX = 12;
/** Width of a letter of the sans face, as a part of its size. */
const LETTER = 0.58;
const AIR_PX = 3;
/** Longer names are cut. */
const MOST_LETTERS = 22;

export interface MapName {
  id: string;
  text: string;
}

/**
 * Which names a map shows at a scale, all of one size: first those that fit into their boxes, then, where there is room
 * beside them, those of the tables with the most keys. The others come as the picture grows.
 */
export function mapNames({ tables, relations }: DiagramGraph, boxes: ReadonlyMap<string, Rect>, k: number): MapName[] {
  const keys = new Map<string, number>();
  for (const id of relations.flatMap(({ from, to }) => [from, to])) keys.set(id, (keys.get(id) ?? 0) + 1);
  const order = tables.toSorted((a, b) => (keys.get(b.id) ?? 0) - (keys.get(a.id) ?? 0));
  const taken = new Grid();
  return order.flatMap(({ id, name }) => {
    const box = boxes.get(id);
    if (!box) return [];
    const text = name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;
    const [width, height] = [text.length * MAP_NAME_PX * LETTER + AIR_PX * 2, MAP_NAME_PX + AIR_PX];
    const place = {
      x: (box.x + box.width / 2) * k - width / 2,
      y: (box.y + box.height / 2) * k - height / 2,
      width,
      height,
    };
    return taken.take(place) ? [{ id, text }] : [];
  });
}

/** Places by cells, so that each is held against its neighbours alone. */
class Grid {
  readonly #cells = new Map<string, Rect[]>();

  take(place: Rect): boolean {
    const keys = cellsOf(place);
    if (keys.some((key) => this.#cells.get(key)?.some((other) => overlaps(place, other)))) return false;
    for (const key of keys) this.#cells.set(key, [...(this.#cells.get(key) ?? []), place]);
    return true;
  }
}

const CELL = 80;

function cellsOf({ x, y, width, height }: Rect): string[] {
  const keys: string[] = [];
  for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column += 1)
    for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row += 1) keys.push(`${column},${row}`);
  return keys;
}
