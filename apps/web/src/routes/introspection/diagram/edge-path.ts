import { type DiagramTable, HEAD_PX, type Relation, ROW_PX } from './diagram-graph.ts';
import type { LayoutResult, Point } from './layout-diagram.ts';

/** Where a line leaves a table: to the right of it, or to the left. */
interface Port extends Point {
  side: 1 | -1;
}

/** The line of a foreign key, the crow's foot or bars at its ends, and the rings that say "or none". */
export interface EdgeShape {
  line: string;
  marks: string;
  rings: Point[];
}

export const RING_PX = 3.5;
const FOOT_PX = 11;
const STUB_PX = 20;

export function edgeShape(
  relation: Relation,
  tables: ReadonlyMap<string, DiagramTable>,
  layout: LayoutResult,
): EdgeShape | null {
  const [from, to] = [tables.get(relation.from), tables.get(relation.to)];
  const [a, b] = [layout.nodes[relation.from], layout.nodes[relation.to]];
  if (!from || !to || !a || !b) return null;
  const [fromSide, toSide] = sides({ x: a.x, width: from.width }, { x: b.x, width: to.width });
  const start = portOf(a, from.width, relation.fromRow, fromSide);
  const end = portOf(b, to.width, relation.toRow, toSide);
  const bends = layout.bends[relation.id] ?? [];
  // A single bend is where dagre would have put a label.
  const through = bends.length > 1 && fromSide !== toSide ? bends : [];
  return {
    line: lineThrough(start, end, through),
    marks: `${relation.many ? foot(start) : bar(start, 6)}${bar(end, 6)}${relation.optional ? '' : bar(end, 10)}`,
    rings: [ring(start), ...(relation.optional ? [ring(end)] : [])],
  };
}

/** Sides that face each other; both the right ones where the tables stand above each other, or are the same. */
function sides(a: { x: number; width: number }, b: { x: number; width: number }): [1 | -1, 1 | -1] {
  if (a.x >= b.x + b.width) return [-1, 1];
  if (a.x + a.width <= b.x) return [1, -1];
  return [1, 1];
}

function portOf(corner: Point, width: number, row: number, side: 1 | -1): Port {
  return { x: side > 0 ? corner.x + width : corner.x, y: corner.y + HEAD_PX + ROW_PX * (row + 0.5), side };
}

function lineThrough(start: Port, end: Port, bends: Point[]): string {
  const first = { x: start.x + start.side * STUB_PX, y: start.y };
  const last = { x: end.x + end.side * STUB_PX, y: end.y };
  if (start.side === end.side) {
    const reach = Math.max(first.x, last.x) + 28;
    return `M${at(start)}L${at(first)}C${round(reach)} ${round(first.y)} ${round(reach)} ${round(last.y)} ${at(last)}L${at(end)}`;
  }
  const points = [first, ...bends, last];
  const curves = points.slice(1).map((point, index) => {
    const before = points[index] ?? first;
    const middle = round((before.x + point.x) / 2);
    return `C${middle} ${round(before.y)} ${middle} ${round(point.y)} ${at(point)}`;
  });
  return `M${at(start)}L${at(first)}${curves.join('')}L${at(end)}`;
}

function foot({ x, y, side }: Port): string {
  const apex = round(x + side * FOOT_PX);
  return `M${round(x)} ${round(y - 6)}L${apex} ${round(y)}L${round(x)} ${round(y + 6)}`;
}

function bar({ x, y, side }: Port, distance: number): string {
  return `M${round(x + side * distance)} ${round(y - 5)}v10`;
}

function ring({ x, y, side }: Port): Point {
  return { x: round(x + side * (FOOT_PX + RING_PX)), y: round(y) };
}

const round = (value: number) => Math.round(value * 10) / 10;
const at = ({ x, y }: Point) => `${round(x)} ${round(y)}`;
