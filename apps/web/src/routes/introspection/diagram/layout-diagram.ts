import { Graph, layout } from '@dagrejs/dagre';

export interface LayoutInput {
  nodes: { id: string; width: number; height: number }[];
  edges: { id: string; from: string; to: string }[];
}
export interface Point {
  x: number;
  y: number;
}
/** Upper left corners of the nodes, and the bends of the edges, from the table with the key to the one it points at. */
export interface LayoutResult {
  width: number;
  height: number;
  nodes: Record<string, Point>;
  bends: Record<string, Point[]>;
}

const GAP = 36;
const MARGIN = 24;
/** Screens are wider than high. */
const ASPECT = 1.7;

/** What hangs together is laid out by dagre; the pieces are then put side by side in rows. */
export function layoutDiagram(input: LayoutInput): LayoutResult {
  return pack(pieces(input).map(layoutPiece));
}

/** Sets of nodes that no edge leaves. */
function pieces({ nodes, edges }: LayoutInput): LayoutInput[] {
  const parent = new Map(nodes.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    let root = id;
    while (parent.get(root) !== root) root = parent.get(root) ?? root;
    parent.set(id, root);
    return root;
  };
  for (const { from, to } of edges) parent.set(rootOf(from), rootOf(to));
  const nodesByRoot = Map.groupBy(nodes, ({ id }) => rootOf(id));
  const edgesByRoot = Map.groupBy(edges, ({ from }) => rootOf(from));
  return [...nodesByRoot].map(([root, members]) => ({ nodes: members, edges: edgesByRoot.get(root) ?? [] }));
}

function layoutPiece({ nodes, edges }: LayoutInput): LayoutResult {
  const [only] = nodes;
  if (nodes.length === 1 && only) {
    return { width: only.width, height: only.height, nodes: { [only.id]: { x: 0, y: 0 } }, bends: {} };
  }
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: GAP, ranksep: 90 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  // What is pointed at stands at the left. A table that points at itself is no matter of order.
  const between = edges.filter(({ from, to }) => from !== to);
  for (const { id, from, to } of between) graph.setEdge(to, from, {}, id);
  layout(graph);
  const result: LayoutResult = { width: 0, height: 0, nodes: {}, bends: {} };
  for (const { id, width, height } of nodes) {
    const { x = 0, y = 0 } = graph.node(id);
    result.nodes[id] = { x: x - width / 2, y: y - height / 2 };
    result.width = Math.max(result.width, x + width / 2);
    result.height = Math.max(result.height, y + height / 2);
  }
  for (const { id, from, to } of between) {
    const points: Point[] = graph.edge({ v: to, w: from, name: id }).points ?? [];
    result.bends[id] = points.slice(1, -1).reverse();
  }
  return result;
}

/** Rows of pieces, the highest first, about as wide as a screen is to its height. */
function pack(parts: LayoutResult[]): LayoutResult {
  const area = parts.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0);
  const widest = Math.max(0, ...parts.map(({ width }) => width));
  const rowWidth = Math.max(widest, Math.sqrt(area * ASPECT));
  const all: LayoutResult = { width: 0, height: 0, nodes: {}, bends: {} };
  let [x, y, rowHeight] = [MARGIN, MARGIN, 0];
  for (const part of parts.toSorted((a, b) => b.height - a.height)) {
    if (x > MARGIN && x + part.width > rowWidth + MARGIN) [x, y, rowHeight] = [MARGIN, y + rowHeight + GAP, 0];
    const move = (point: Point) => ({ x: point.x + x, y: point.y + y });
    for (const [id, point] of Object.entries(part.nodes)) all.nodes[id] = move(point);
    for (const [id, points] of Object.entries(part.bends)) all.bends[id] = points.map(move);
    all.width = Math.max(all.width, x + part.width + MARGIN);
    all.height = Math.max(all.height, y + part.height + MARGIN);
    x += part.width + GAP;
    rowHeight = Math.max(rowHeight, part.height);
  }
  return all;
}
