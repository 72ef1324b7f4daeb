import type { DiagramGraph } from '../graph/diagram-graph.ts';
import { overlaps, type Rect } from '../layout/geometry.ts';

export const MAP_NAME_PX = 12;
/** Width of a letter of the sans face. */
const LETTER_PX = 0.56 * MAP_NAME_PX;
const AIR_PX = 3;
/** Longer names are cut even where there is room. */
const MOST_LETTERS = 24;
/** A box that holds fewer is too small for its name, which then goes beyond it, where nobody else stands. */
const FEW_LETTERS = 6;
/** How much of its box a name may be wider. */
const OVER = 1.1;

export interface MapName {
  id: string;
  text: string;
}

/**
 * Which names a map shows at a scale, all of one size. They are cut where their boxes hold a good part of them. Where the
 * boxes are too small, whole names are put over them, those of the tables with the most keys first, as far as there is
 * room; the others come as the picture grows.
 */
export function mapNames({ tables, relations }: DiagramGraph, boxes: ReadonlyMap<string, Rect>, k: number): MapName[] {
  const keys = new Map<string, number>();
  for (const id of relations.flatMap(({ from, to }) => [from, to])) keys.set(id, (keys.get(id) ?? 0) + 1);
  const order = tables.toSorted((a, b) => (keys.get(b.id) ?? 0) - (keys.get(a.id) ?? 0));
  const taken = new Grid();
  return order.flatMap(({ id, name }) => {
    const box = boxes.get(id);
    if (!box) return [];
    const text = cut(name, lettersIn(box.width * k));
    const [width, height] = [text.length * LETTER_PX, MAP_NAME_PX];
    const place = {
      x: (box.x + box.width / 2) * k - width / 2,
      y: (box.y + box.height / 2) * k - height / 2,
      width,
      height,
    };
    return taken.take(place) ? [{ id, text }] : [];
  });
}

function lettersIn(width: number): number {
  const letters = Math.floor((width * OVER - AIR_PX * 2) / LETTER_PX);
  return letters < FEW_LETTERS ? MOST_LETTERS : Math.min(MOST_LETTERS, letters);
}

const cut = (name: string, most: number) => (name.length > most ? `${name.slice(0, most - 1)}…` : name);

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
    for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row += 1)
      keys.push(`${column},${row}`);
  return keys;
}
