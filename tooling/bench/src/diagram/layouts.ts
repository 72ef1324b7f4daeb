import { Graph, layout } from '@dagrejs/dagre';
import {
  fromElkGraph,
  type LayoutInput,
  type LayoutResult,
  layoutDiagram,
  toElkGraph,
} from '@portolan/web/diagram-layout';
import elkModule from 'elkjs';

// CommonJS that calls itself a module: Node gives all of it.
const Elk = elkModule as unknown as typeof elkModule.default;
const elk = new Elk();

/** What is compared: each lays the same tables out. */
export const layouts: Record<string, (input: LayoutInput) => Promise<LayoutResult>> = {
  'dagre, one piece': async (input) => byDagre(input),
  'elk, one piece': async (input) => ({ ...fromElkGraph(await elk.layout(toElkGraph(input))), parts: {} }),
  'elk, parts packed': (input) => layoutDiagram(input, (graph) => elk.layout(graph)),
};

/** As the page did it before. */
function byDagre({ nodes, edges }: LayoutInput): LayoutResult {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 36, ranksep: 90 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  const between = edges.filter(({ from, to }) => from !== to);
  for (const { id, from, to } of between) graph.setEdge(to, from, {}, id);
  layout(graph);
  const result: LayoutResult = { nodes: {}, routes: {}, parts: {} };
  for (const { id, width, height } of nodes) {
    const { x = 0, y = 0 } = graph.node(id);
    result.nodes[id] = { x: x - width / 2, y: y - height / 2 };
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const { id, from, to, fromY, toY } of between) {
    const [start, end] = [result.nodes[from], result.nodes[to]];
    if (!start || !end) continue;
    const bends = (graph.edge({ v: to, w: from, name: id }).points ?? []).slice(1, -1).reverse();
    const last = { x: end.x + (byId.get(to)?.width ?? 0), y: end.y + toY };
    result.routes[id] = [{ x: start.x, y: start.y + fromY }, ...bends, last];
  }
  return result;
}
