import { expect, it } from 'vitest';
import { communities, connected } from './communities.ts';

const node = (id: string) => ({ id, group: id.slice(0, 1), width: 1, height: 1 });
const edge = (from: string, to: string) => ({ id: `${from}-${to}`, from, to, fromY: 0, toY: 0 });
const ids = ['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'c1'];
const ring = (letter: string) => [1, 2, 3].map((n) => edge(`${letter}${n}`, `${letter}${(n % 3) + 1}`));
const graph = { nodes: ids.map(node), edges: [...ring('a'), ...ring('b'), edge('a1', 'b1')] };

it('parts what hangs together by a thread', () => {
  expect(communities(graph, 1)).toEqual([['a1', 'a2', 'a3'], ['b1', 'b2', 'b3'], ['c1']]);
});

it('is not misled by what everybody points at', () => {
  const hub = node('h');
  const all = { nodes: [...graph.nodes, hub], edges: [...graph.edges, ...ids.slice(0, 6).map((id) => edge(id, 'h'))] };
  const parts = communities(all, 1).map((part) => part.filter((id) => id !== 'h'));
  expect(parts).toEqual([['a1', 'a2', 'a3'], ['b1', 'b2', 'b3'], ['c1']]);
});

it('answers the same each time, and nothing of nothing', () => {
  expect(communities(graph, 1)).toEqual(communities(graph, 1));
  expect(communities({ nodes: [], edges: [] }, 1)).toEqual([]);
});

it('knows what hangs together at all', () => {
  expect(connected(graph)).toEqual([['a1', 'a2', 'a3', 'b1', 'b2', 'b3'], ['c1']]);
});
