import type { Relation } from '../graph/diagram-graph.ts';
import { middleOf, type Point, type Rect } from '../layout/geometry.ts';

/** Where the lines of a bundle meet, and which way they go on from there. */
export interface Gate {
  point: Point;
  heading: Point;
}

/** How far on the way to the target they meet. */
const MEETS_AT = 0.35;

/** Gates of lines that go from one part of the picture to the same table in another, by the ids of their relations. */
export function gatesOf(
  relations: readonly Relation[],
  boxes: ReadonlyMap<string, Rect>,
  parts: Readonly<Record<string, number>>,
): Map<string, Gate> {
  const gates = new Map<string, Gate>();
  const bundles = Map.groupBy(relations, ({ from, to }) => `${parts[from]}>${to}`);
  for (const bundle of bundles.values()) {
    const target = boxes.get(bundle[0]?.to ?? '');
    const sources = bundle.flatMap(({ from }) => boxes.get(from) ?? []);
    if (!target || sources.length < 2) continue;
    const centre = mean(sources.map(middleOf));
    const goal = middleOf(target);
    const [dx, dy] = [goal.x - centre.x, goal.y - centre.y];
    const far = Math.hypot(dx, dy) || 1;
    const gate = {
      point: { x: centre.x + dx * MEETS_AT, y: centre.y + dy * MEETS_AT },
      heading: { x: dx / far, y: dy / far },
    };
    for (const { id } of bundle) gates.set(id, gate);
  }
  return gates;
}

function mean(points: readonly Point[]): Point {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
