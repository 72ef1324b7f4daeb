import { type DiagramGraph, type DiagramTable, type Relation, rowMiddle } from '../graph/diagram-graph.ts';
import { boundsOf, grown, type Point, type Rect } from '../layout/geometry.ts';
import type { LayoutResult } from '../layout/layout-input.ts';
import { bentLine, curve, type EdgeLine, loop, marks, type Port, RING_PX } from './edge-path.ts';
import { type Gate, gatesOf } from './gates.ts';

const MARGIN = 24;

/** The line of a foreign key, the crow's foot or bars at its ends, and the rings that say "or none". */
export interface Edge extends EdgeLine {
  relation: Relation;
  /** Around all of it. */
  area: Rect;
  /** Between parts, or of a table that was moved: no way was laid for it. */
  isLoose: boolean;
  marks: string;
  rings: Point[];
}

/** All places of what is drawn. */
export interface Picture {
  graph: DiagramGraph;
  isMap: boolean;
  boxes: ReadonlyMap<string, Rect>;
  edges: Edge[];
  unit: number;
  /** All of it: tables, bends, marks, and a margin. */
  bounds: Rect;
}

interface Making {
  isMap: boolean;
  /** Tables that somebody has put elsewhere, in the layout's measure. */
  moved: Readonly<Record<string, Point>>;
  /** How many px of the picture one of the layout is: a map is blown up, so that both are seen whole at the same scale. */
  unit?: number;
}

/** All boxes of a map have this size. */
export const MAP_BOX = { width: 132, height: 28 };

export const boxSize = (table: DiagramTable, isMap: boolean) => (isMap ? MAP_BOX : table);

export function makePicture(graph: DiagramGraph, layout: LayoutResult, { isMap, moved, unit = 1 }: Making): Picture {
  const scaled = ({ x, y }: Point) => ({ x: x * unit, y: y * unit });
  const boxes = new Map(
    graph.tables.map((table): [string, Rect] => {
      const { width, height } = boxSize(table, isMap);
      const corner = scaled(moved[table.id] ?? layout.nodes[table.id] ?? { x: 0, y: 0 });
      return [table.id, { width: width * unit, height: height * unit, ...corner }];
    }),
  );
  const wayOf = ({ id, from, to }: Relation) => (moved[from] || moved[to] ? undefined : layout.routes[id]?.map(scaled));
  const loose = graph.relations.filter((relation) => relation.from !== relation.to && !wayOf(relation));
  const gates = gatesOf(loose, boxes, layout.parts);
  const edges = graph.relations.flatMap((relation) => {
    const [from, to] = [boxes.get(relation.from), boxes.get(relation.to)];
    if (!from || !to) return [];
    return [edgeOf({ relation, from, to, way: wayOf(relation), gate: gates.get(relation.id), isMap, unit })];
  });
  const bounds = boundsOf(
    boxes.values(),
    edges.flatMap(({ along }) => along),
  );
  return { graph, isMap, boxes, edges, unit, bounds: grown(bounds, MARGIN * unit) };
}

interface EdgeEnds {
  relation: Relation;
  from: Rect;
  to: Rect;
  way: Point[] | undefined;
  gate: Gate | undefined;
  isMap: boolean;
  unit: number;
}

function edgeOf({ relation, from, to, way, gate, isMap, unit }: EdgeEnds): Edge {
  const [fromSide, toSide] = way ? ([-1, 1] as const) : sides(from, to);
  const rowOf = (box: Rect, row: number) => (isMap ? box.height / 2 : rowMiddle(row));
  const start = portOf(from, rowOf(from, relation.fromRow), fromSide);
  const end = portOf(to, rowOf(to, relation.toRow), toSide);
  const isLoop = relation.from === relation.to;
  const line = isLoop ? loop(start, end, unit) : way ? bentLine(way, unit) : curve(start, end, gate, unit);
  const signs = marks(start, end, relation);
  const along = isMap ? line.along : [...line.along, ...signs.rings.flatMap(around)];
  return {
    path: line.path,
    along,
    area: grown(boundsOf([], along), 1),
    relation,
    isLoose: !isLoop && !way,
    marks: isMap ? '' : signs.path,
    rings: isMap ? [] : signs.rings,
  };
}

/** Sides that face each other; both the right ones where the tables stand above each other, or are the same. */
function sides(a: Rect, b: Rect): [1 | -1, 1 | -1] {
  if (a.x >= b.x + b.width) return [-1, 1];
  if (a.x + a.width <= b.x) return [1, -1];
  return [1, 1];
}

function portOf(box: Rect, row: number, side: 1 | -1): Port {
  return { x: side > 0 ? box.x + box.width : box.x, y: box.y + row, side };
}

const around = ({ x, y }: Point): Point[] => [
  { x: x - RING_PX, y: y - RING_PX },
  { x: x + RING_PX, y: y + RING_PX },
];
