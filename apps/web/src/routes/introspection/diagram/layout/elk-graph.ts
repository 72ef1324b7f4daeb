import type { ElkNode, ElkPort, LayoutOptions } from 'elkjs/lib/elk-api.js';
import type { Point } from './geometry.ts';
import type { LayoutEdge, LayoutInput, LayoutNode } from './layout-input.ts';

const OPTIONS: LayoutOptions = {
  'elk.algorithm': 'layered',
  // What is pointed at stands at the left.
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.nodePlacement.strategy': 'LINEAR_SEGMENTS',
  'elk.layered.thoroughness': '20',
};

function spacing({ isMap }: LayoutInput): LayoutOptions {
  const [node, layer, edgeToNode, edge] = isMap ? [10, 20, 8, 5] : [24, 60, 22, 7];
  return {
    'elk.spacing.nodeNode': `${node}`,
    'elk.spacing.componentComponent': `${node * 2}`,
    'elk.layered.spacing.nodeNodeBetweenLayers': `${layer}`,
    'elk.spacing.edgeNode': `${edgeToNode}`,
    'elk.layered.spacing.edgeNodeBetweenLayers': `${edgeToNode}`,
    'elk.spacing.edgeEdge': `${edge}`,
    'elk.layered.spacing.edgeEdgeBetweenLayers': `${edge}`,
  };
}

const placeOf = (x: number, y: number, side: 'WEST' | 'EAST') => ({
  width: 0,
  height: 0,
  x,
  y,
  layoutOptions: { 'elk.port.side': side },
});

/** A graph as ELK reads it. All keys that point at a row end in one port, so that their lines run together. */
export function toElkGraph(input: LayoutInput): ElkNode {
  // A table that points at itself is no matter of order.
  const edges = input.edges.filter(({ from, to }) => from !== to);
  const leaving = Map.groupBy(edges, ({ from }) => from);
  const arriving = Map.groupBy(edges, ({ to }) => to);
  const portsOf = ({ id, width }: LayoutNode): ElkPort[] => [
    ...ports(leaving.get(id) ?? [], outOf(input), (y) => placeOf(0, y, 'WEST')),
    ...ports(arriving.get(id) ?? [], into(input), (y) => placeOf(width, y, 'EAST')),
  ];
  return {
    id: 'root',
    layoutOptions: { ...OPTIONS, ...spacing(input), 'elk.aspectRatio': `${input.aspect}` },
    children: input.nodes.map((node) => ({
      id: node.id,
      width: node.width,
      height: node.height,
      layoutOptions: { 'elk.portConstraints': input.isMap ? 'FIXED_SIDE' : 'FIXED_POS' },
      ports: portsOf(node),
    })),
    edges: edges.map((edge) => ({
      id: edge.id,
      sources: [into(input)(edge).id],
      targets: [outOf(input)(edge).id],
    })),
  };
}

interface Port {
  id: string;
  y: number;
}
/** On a map, keys of a table to the same other one leave together. */
const outOf =
  ({ isMap }: LayoutInput) =>
  ({ from, to, fromY }: LayoutEdge): Port => ({
    id: `${from}>${isMap ? to : fromY}`,
    y: fromY,
  });
const into =
  ({ isMap }: LayoutInput) =>
  ({ to, toY }: LayoutEdge): Port => ({ id: `${to}<${isMap ? '' : toY}`, y: toY });

function ports(
  edges: readonly LayoutEdge[],
  of: (edge: LayoutEdge) => Port,
  place: (y: number) => Omit<ElkPort, 'id'>,
) {
  return [...new Map(edges.map(of).map((port) => [port.id, port])).values()].map(({ id, y }) => ({ id, ...place(y) }));
}

/** What ELK answers: upper left corners, and ways from the table with the key to the other. */
export function fromElkGraph(graph: ElkNode): { nodes: Record<string, Point>; routes: Record<string, Point[]> } {
  const nodes = Object.fromEntries((graph.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
  const routes = Object.fromEntries(
    (graph.edges ?? []).flatMap(({ id, sections }) => {
      const [section] = sections ?? [];
      if (!section) return [];
      return [[id, [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].reverse()]];
    }),
  );
  return { nodes, routes };
}
