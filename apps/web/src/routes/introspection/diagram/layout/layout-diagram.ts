import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { communities, connected } from './communities.ts';
import { fromElkGraph, toElkGraph } from './elk-graph.ts';
import { boundsOf, type Point, type Rect } from './geometry.ts';
import type { LayoutInput, LayoutResult } from './layout-input.ts';
import { pack } from './pack.ts';

/** Lays one graph out; in the page, ELK does it in a worker. */
export type GraphLayout = (graph: ElkNode) => Promise<ElkNode>;

/** Up to so many tables, several ways to part them are tried. */
const FEW = 120;
const GAP = 48;
const MAP_GAP = 24;

/**
 * What has much to do with each other is laid out by ELK, and the parts are packed to the shape of the canvas. One piece
 * as it is would be a tower: what all point at (countries, currencies, people) puts all others into one column.
 */
export async function layoutDiagram(input: LayoutInput, layouter: GraphLayout): Promise<LayoutResult> {
  const [only] = input.nodes;
  if (!only) return { nodes: {}, routes: {}, parts: {} };
  const resolutions = input.nodes.length <= FEW ? [0, 0.5, 1] : [1.5];
  let best: { result: LayoutResult; cost: number } | null = null;
  for (const resolution of resolutions) {
    const result = await layoutParts(input, partsOf(input, resolution), layouter);
    const cost = costOf(input, result);
    if (!best || cost < best.cost) best = { result, cost };
  }
  return best?.result ?? { nodes: {}, routes: {}, parts: {} };
}

/** Without a resolution, nothing that hangs together is parted. */
function partsOf(input: LayoutInput, resolution: number): string[][] {
  return resolution === 0 ? connected(input) : communities(input, resolution);
}

async function layoutParts(input: LayoutInput, parts: string[][], layouter: GraphLayout): Promise<LayoutResult> {
  const byId = new Map(input.nodes.map((node) => [node.id, node]));
  const partOf = Object.fromEntries(parts.flatMap((ids, index) => ids.map((id) => [id, index])));
  const inner = Map.groupBy(input.edges, ({ from, to }) => (partOf[from] === partOf[to] ? partOf[from] : undefined));
  const laid: Laid[] = [];
  for (const [index, ids] of parts.entries()) {
    const nodes = ids.flatMap((id) => byId.get(id) ?? []);
    laid.push(await layoutPart({ ...input, nodes, edges: inner.get(index) ?? [] }, layouter));
  }
  const corners = pack(
    laid.map(({ box }) => box),
    input.isMap ? MAP_GAP : GAP,
    input.aspect,
  );
  const all: LayoutResult = { nodes: {}, routes: {}, parts: partOf };
  laid.forEach(({ box, nodes, routes }, index) => {
    const corner = corners[index] ?? { x: 0, y: 0 };
    const move = ({ x, y }: Point) => ({ x: x - box.x + corner.x, y: y - box.y + corner.y });
    for (const [id, point] of Object.entries(nodes)) all.nodes[id] = move(point);
    for (const [id, points] of Object.entries(routes)) all.routes[id] = points.map(move);
  });
  return all;
}

interface Laid {
  box: Rect;
  nodes: Record<string, Point>;
  routes: Record<string, Point[]>;
}

async function layoutPart(input: LayoutInput, layouter: GraphLayout): Promise<Laid> {
  const [only] = input.nodes;
  if (only && input.nodes.length === 1)
    return { box: { x: 0, y: 0, ...only }, nodes: { [only.id]: { x: 0, y: 0 } }, routes: {} };
  const { nodes, routes } = fromElkGraph(await layouter(toElkGraph(input)));
  return { box: boxOf(input, { nodes, routes }), nodes, routes };
}

/** All of it, bends included. */
function boxOf(input: LayoutInput, { nodes, routes }: Omit<Laid, 'box'>): Rect {
  const rects = input.nodes.map(({ id, width, height }) => ({ width, height, ...(nodes[id] ?? { x: 0, y: 0 }) }));
  return boundsOf(rects, Object.values(routes).flat());
}

/** How small the picture gets on its canvas; long lines between parts make it worth less. */
function costOf(input: LayoutInput, result: LayoutResult): number {
  const { width, height } = boxOf(input, result);
  const size = Math.max(width / input.aspect, height);
  const apart = input.edges.filter(({ from, to }) => result.parts[from] !== result.parts[to]).length;
  return size * (1 + apart / Math.max(1, input.edges.length));
}
