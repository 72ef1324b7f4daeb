import { erpDefinitions, manyErpTables } from '@portolan/testing/erp';
import Elk from 'elkjs';
import { describe, expect, it } from 'vitest';
import { diagramGraph } from '../graph/diagram-graph.ts';
import { layoutInputOf } from '../picture/layout-input-of.ts';
import { makePicture } from '../picture/make-picture.ts';
import { boundsOf, overlaps } from './geometry.ts';
import { layoutDiagram } from './layout-diagram.ts';
import type { LayoutInput } from './layout-input.ts';

const elk = new Elk();
const ASPECT = 1.8;
const lay = (input: LayoutInput) => layoutDiagram(input, (graph) => elk.layout(graph));

async function laidOut(count: number, isMap: boolean) {
  const graph = diagramGraph(erpDefinitions(manyErpTables(count)));
  const input = layoutInputOf(graph, { isMap, aspect: ASPECT });
  const layout = await lay(input);
  return { graph, input, layout, picture: makePicture(graph, layout, { isMap, moved: {} }) };
}

describe.each([
  ['with columns', false],
  ['as a map', true],
])('44 tables %s', (_, isMap) => {
  it('lie nowhere over each other', async () => {
    const { picture } = await laidOut(44, isMap);
    const boxes = [...picture.boxes.values()];
    expect(boxes).toHaveLength(44);
    const over = boxes.flatMap((a, index) => boxes.slice(index + 1).filter((b) => overlaps(a, b)));
    expect(over).toEqual([]);
  });

  it('are laid out towards the shape of the canvas', async () => {
    const { picture } = await laidOut(44, isMap);
    expect(picture.bounds.width / picture.bounds.height / ASPECT).toBeGreaterThan(0.6);
    expect(picture.bounds.width / picture.bounds.height / ASPECT).toBeLessThan(1.6);
  });

  it('have ways that begin and end at their tables, with all bends inside of the bounds', async () => {
    const { picture, layout } = await laidOut(44, isMap);
    expect(Object.keys(layout.routes).length).toBeGreaterThan(40);
    for (const { relation, along } of picture.edges) {
      const whole = boundsOf([], along);
      expect(boundsOf([picture.bounds], [whole, { x: whole.x + whole.width, y: whole.y + whole.height }])).toEqual(
        picture.bounds,
      );
      const [start, end] = [along[0], layout.routes[relation.id]?.at(-1)];
      const [from, to] = [picture.boxes.get(relation.from), picture.boxes.get(relation.to)];
      expect([from?.x, (from?.x ?? 0) + (from?.width ?? 0)]).toContain(start?.x);
      if (end) expect([to?.x, (to?.x ?? 0) + (to?.width ?? 0)]).toContain(end.x);
    }
  });
});

it('keys that point at the same row end in one point: their lines run together', async () => {
  const { layout, graph } = await laidOut(44, false);
  const ends = Map.groupBy(
    graph.relations.filter(({ id }) => layout.routes[id]),
    ({ to, toRow }) => `${to} ${toRow}`,
  );
  for (const relations of ends.values()) {
    const points = relations.map(({ id }) => JSON.stringify(layout.routes[id]?.at(-1)));
    expect(new Set(points).size).toBe(1);
  }
});

it('packs tables without relations, and knows nothing of nothing', async () => {
  const nodes = Array.from({ length: 60 }, (_, index) => ({ id: `n${index}`, group: 's', width: 200, height: 120 }));
  const { nodes: corners } = await lay({ nodes, edges: [], aspect: ASPECT, isMap: false });
  const { width, height } = boundsOf(nodes.map((node) => ({ ...node, ...(corners[node.id] ?? { x: 0, y: 0 }) })));
  expect(width / height).toBeGreaterThan(1.2);
  expect(width / height).toBeLessThan(2.7);
  expect(await lay({ nodes: [], edges: [], aspect: ASPECT, isMap: false })).toEqual({
    nodes: {},
    routes: {},
    parts: {},
  });
});
