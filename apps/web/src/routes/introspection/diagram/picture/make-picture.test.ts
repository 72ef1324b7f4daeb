import { describe, expect, it } from 'vitest';
import { diagramGraph, tableId } from '../graph/diagram-graph.ts';
import { boundsOf } from '../layout/geometry.ts';
import { keyTo, orders, profiles, tableOf, users } from '../testing/tables.ts';
import { makePicture } from './make-picture.ts';

const graph = diagramGraph([users, orders, profiles]);
const id = (name: string) => tableId('shop', name);
const layout = {
  nodes: { [id('users')]: { x: 0, y: 0 }, [id('orders')]: { x: 400, y: 0 }, [id('profiles')]: { x: 400, y: 300 } },
  // By a bend far above all tables.
  routes: {
    [`${id('orders')}:buyer`]: [
      { x: 400, y: 62 },
      { x: 300, y: -200 },
      { x: 180, y: 42 },
    ],
  },
  parts: { [id('users')]: 0, [id('orders')]: 0, [id('profiles')]: 1 },
};
const picture = makePicture(graph, layout, { isMap: false, moved: {} });
const edge = (name: string, of = picture) => of.edges.find(({ relation }) => relation.name === name);

describe('makePicture', () => {
  it('counts bends, loops and curves in its bounds', () => {
    expect(picture.bounds.y).toBeLessThan(-200);
    for (const { along } of picture.edges) expect(boundsOf([picture.bounds], along)).toEqual(picture.bounds);
  });

  it('has a crow’s foot where many point, and a ring where none may be', () => {
    expect(edge('buyer')?.marks).toMatch(/^M[\d. -]+L[\d. -]+L/);
    expect(edge('whose')?.marks).not.toContain('L');
    expect(edge('buyer')?.rings).toHaveLength(1);
    expect(edge('seller')?.rings).toHaveLength(2);
  });

  it('draws several keys between two tables apart, and a key to the same table as a loop', () => {
    expect(edge('buyer')?.path).not.toBe(edge('seller')?.path);
    const [, fromX, toX] = /^M([\d.]+) .*L([\d.]+) [\d.]+$/.exec(edge('boss')?.path ?? '') ?? [];
    expect(fromX).toBe(toX);
    expect(edge('boss')?.isLoose).toBe(false);
  });

  it('lets go of the way of a table that was moved, and of no other', () => {
    const far = makePicture(graph, layout, { isMap: false, moved: { [id('orders')]: { x: -900, y: 700 } } });
    expect(far.boxes.get(id('orders'))).toMatchObject({ x: -900, y: 700 });
    expect(edge('buyer', far)?.isLoose).toBe(true);
    expect(edge('buyer')?.isLoose).toBe(false);
    expect(far.bounds.x).toBeLessThan(-900);
    expect(edge('whose', far)?.path).toBe(edge('whose')?.path);
  });

  it('has boxes of one size on a map, and no marks', () => {
    const map = makePicture(graph, layout, { isMap: true, moved: {}, unit: 2 });
    const sizes = new Set([...map.boxes.values()].map(({ width, height }) => `${width} ${height}`));
    expect(sizes.size).toBe(1);
    expect(map.boxes.get(id('orders'))?.x).toBe(800);
    expect(map.edges.every(({ marks, rings }) => marks === '' && rings.length === 0)).toBe(true);
  });

  it('leads lines of one part to the same table of another through one gate', () => {
    const many = ['a', 'b', 'c'].map((name) =>
      tableOf(name, ['id', 'u'], { foreignKeys: [keyTo(name, ['u'], 'users')] }),
    );
    const wide = diagramGraph([users, ...many]);
    const nodes = Object.fromEntries(
      wide.tables.map(({ id: one }, index) => [one, { x: index ? 900 : 0, y: index * 200 }]),
    );
    const parts = Object.fromEntries(wide.tables.map(({ id: one }, index) => [one, index ? 1 : 0]));
    const { edges } = makePicture(wide, { nodes, parts, routes: {} }, { isMap: false, moved: {} });
    const loose = edges.filter(({ isLoose }) => isLoose);
    const last = loose.map(({ path }) => path.slice(path.lastIndexOf('C')));
    expect(loose).toHaveLength(3);
    expect(new Set(last).size).toBe(1);
  });
});
