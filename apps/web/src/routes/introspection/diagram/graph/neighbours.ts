import type { Point, Rect } from '../layout/geometry.ts';
import { middleOf } from '../layout/geometry.ts';
import type { DiagramGraph, Relation } from './diagram-graph.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

const HEADINGS: Record<Direction, Point> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** Keys of a table and keys to it; one to itself counts as its own. */
export function keysOf({ relations }: DiagramGraph, id: string): { out: Relation[]; into: Relation[] } {
  return {
    out: relations.filter(({ from }) => from === id),
    into: relations.filter(({ from, to }) => to === id && from !== id),
  };
}

/** The table with the most keys, its own and those to it. */
export function busiest({ tables, relations }: DiagramGraph): string | undefined {
  const counts = new Map<string, number>();
  for (const id of relations.flatMap(({ from, to }) => [from, to])) counts.set(id, (counts.get(id) ?? 0) + 1);
  return tables.toSorted((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0))[0]?.id;
}

/** Where a key leads from a table in a direction: to what lies straightest there, the nearer the better. */
export function alongKeys(
  graph: DiagramGraph,
  boxes: ReadonlyMap<string, Rect>,
  id: string,
  direction: Direction,
): string | undefined {
  const here = boxes.get(id);
  if (!here) return undefined;
  const { out, into } = keysOf(graph, id);
  const ids = new Set([...out.map(({ to }) => to), ...into.map(({ from }) => from)]);
  ids.delete(id);
  let best: { id: string; cost: number } | undefined;
  for (const other of ids) {
    const box = boxes.get(other);
    const cost = box ? costOf(middleOf(here), middleOf(box), HEADINGS[direction]) : Infinity;
    if (cost < (best?.cost ?? Infinity)) best = { id: other, cost };
  }
  return best?.id;
}

/** Infinite for what does not lie in the direction, of 60 degrees to either side. */
function costOf(from: Point, to: Point, heading: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const far = Math.hypot(dx, dy);
  const straight = far === 0 ? 0 : (dx * heading.x + dy * heading.y) / far;
  return straight <= 0.5 ? Infinity : far / straight ** 2;
}

/** The table nearest to a point. */
export function nearest(boxes: ReadonlyMap<string, Rect>, { x, y }: Point): string | undefined {
  let best: { id: string; far: number } | undefined;
  for (const [id, box] of boxes) {
    // Inside of a box, nothing is nearer.
    const dx = Math.max(box.x - x, 0, x - box.x - box.width);
    const dy = Math.max(box.y - y, 0, y - box.y - box.height);
    const far = Math.hypot(dx, dy);
    if (far < (best?.far ?? Infinity)) best = { id, far };
  }
  return best?.id;
}
