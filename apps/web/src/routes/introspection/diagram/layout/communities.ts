import type { LayoutInput } from './layout-input.ts';

/** A key inside of a schema binds more than one that leaves it. */
const SAME_GROUP = 2;
const PASSES = 10;
const LEVELS = 6;

type Ties = Map<string, Map<string, number>>;

/**
 * Sets of nodes that have more to do with each other than with the rest, by the method of Louvain: nodes move to the
 * neighbours that bind them most, then the sets do. Higher `resolution` makes smaller sets. What everybody points at
 * binds nobody: a key counts the less, the more have the same target.
 */
export function communities({ nodes, edges }: Pick<LayoutInput, 'nodes' | 'edges'>, resolution: number): string[][] {
  let ties = tiesOf(nodes, edges);
  const home = new Map(nodes.map(({ id }) => [id, id]));
  for (let level = 0; level < LEVELS; level += 1) {
    const moved = settle(ties, resolution);
    if (!moved) break;
    for (const [id, community] of home) home.set(id, moved.get(community) ?? community);
    ties = merged(ties, moved);
  }
  return [...Map.groupBy(nodes, ({ id }) => home.get(id)).values()].map((members) => members.map(({ id }) => id));
}

/** Sets of nodes that no edge leaves. */
export function connected({ nodes, edges }: Pick<LayoutInput, 'nodes' | 'edges'>): string[][] {
  const parent = new Map(nodes.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    let root = id;
    while (parent.get(root) !== root) root = parent.get(root) ?? root;
    parent.set(id, root);
    return root;
  };
  for (const { from, to } of edges) parent.set(rootOf(from), rootOf(to));
  return [...Map.groupBy(nodes, ({ id }) => rootOf(id)).values()].map((members) => members.map(({ id }) => id));
}

function tiesOf(nodes: LayoutInput['nodes'], edges: LayoutInput['edges']): Ties {
  const ties: Ties = new Map(nodes.map(({ id }) => [id, new Map()]));
  const groups = new Map(nodes.map(({ id, group }) => [id, group]));
  const pointed = Map.groupBy(edges, ({ to }) => to);
  for (const { from, to } of edges) {
    if (from === to) continue;
    const near = groups.get(from) === groups.get(to) ? SAME_GROUP : 1;
    const weight = near / Math.sqrt(pointed.get(to)?.length ?? 1);
    addTie(ties, from, to, weight);
    addTie(ties, to, from, weight);
  }
  return ties;
}

function addTie(ties: Ties, a: string, b: string, weight: number): void {
  const of = ties.get(a);
  of?.set(b, (of.get(b) ?? 0) + weight);
}

const sum = (values: Iterable<number>) => Array.from(values).reduce((total, value) => total + value, 0);

/** The community of each node after all have moved to where they are bound most; null where nobody would. */
function settle(ties: Ties, resolution: number): Map<string, string> | null {
  const home = new Map([...ties.keys()].map((id) => [id, id]));
  const degrees = new Map([...ties].map(([id, of]) => [id, sum(of.values())]));
  const totals = new Map(degrees);
  const all = sum(degrees.values()) || 1;
  let hasMoved = false;
  for (let pass = 0; pass < PASSES; pass += 1) {
    let isQuiet = true;
    for (const [id, of] of ties) {
      const own = home.get(id) ?? id;
      const degree = degrees.get(id) ?? 0;
      totals.set(own, (totals.get(own) ?? 0) - degree);
      const best = bestHome({ id, own, of, home, cost: (to) => (resolution * degree * (totals.get(to) ?? 0)) / all });
      home.set(id, best);
      totals.set(best, (totals.get(best) ?? 0) + degree);
      if (best !== own) isQuiet = false;
    }
    if (isQuiet) break;
    hasMoved = true;
  }
  return hasMoved ? home : null;
}

interface Choice {
  id: string;
  own: string;
  of: ReadonlyMap<string, number>;
  home: ReadonlyMap<string, string>;
  /** What a community would hold together by chance. */
  cost(community: string): number;
}

function bestHome({ id, own, of, home, cost }: Choice): string {
  const bound = new Map([[own, 0]]);
  for (const [other, weight] of of) {
    const community = home.get(other) ?? other;
    if (other !== id) bound.set(community, (bound.get(community) ?? 0) + weight);
  }
  let [best, most] = [own, (bound.get(own) ?? 0) - cost(own)];
  for (const [community, weight] of bound) {
    const gain = weight - cost(community);
    if (gain > most + 1e-9) [best, most] = [community, gain];
  }
  return best;
}

function merged(ties: Ties, home: ReadonlyMap<string, string>): Ties {
  const result: Ties = new Map([...home.values()].map((community) => [community, new Map()]));
  for (const [a, of] of ties) {
    for (const [b, weight] of of) addTie(result, home.get(a) ?? a, home.get(b) ?? b, weight);
  }
  return result;
}
