import {
  type ForeignKey,
  PLAIN_COLUMN,
  PLAIN_FOREIGN_KEY,
  PLAIN_KEY,
  PLAIN_TABLE,
  type TableDefinition,
} from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import { diagramGraph, shorten, tableId } from './diagram-graph.ts';
import { edgeShape } from './edge-path.ts';
import { findTables } from './find-tables.ts';
import { layoutDiagram } from './layout-diagram.ts';
import { cardinality } from './relation-text.ts';

const column = (name: string, position: number, nullable = false) => ({
  ...PLAIN_COLUMN,
  baseType: 'int4',
  name,
  position,
  nativeType: 'integer',
  type: 'integer' as const,
  length: null,
  precision: null,
  scale: null,
  nullable,
  default: null,
  generated: null,
  collation: null,
  comment: null,
});
const table = (name: string, columns: string[], patch: Partial<TableDefinition> = {}): TableDefinition => ({
  ...PLAIN_TABLE,
  schema: 'shop',
  name,
  type: 'table',
  kind: 'table',
  comment: null,
  columns: columns.map((one, index) => column(one.replace('?', ''), index + 1, one.endsWith('?'))),
  primaryKey: { ...PLAIN_KEY, name: `${name}_pkey`, columns: ['id'] },
  foreignKeys: [],
  uniques: [],
  checks: [],
  indexes: [],
  ...patch,
});
const key = (name: string, columns: string[], to: string, targets = ['id']): ForeignKey => ({
  ...PLAIN_FOREIGN_KEY,
  name,
  columns,
  onUpdate: 'NO ACTION',
  onDelete: 'NO ACTION',
  references: { schema: 'shop', table: to, columns: targets },
});

const users = table('users', ['id', 'manager_id?', 'email'], { foreignKeys: [key('boss', ['manager_id'], 'users')] });
const orders = table('orders', ['id', 'buyer_id', 'seller_id?'], {
  foreignKeys: [key('buyer', ['buyer_id'], 'users'), key('seller', ['seller_id'], 'users'), key('out', ['id'], 'gone')],
});
const profiles = table('profiles', ['id', 'user_id'], {
  foreignKeys: [key('whose', ['user_id'], 'users')],
  uniques: [{ ...PLAIN_KEY, name: 'one', columns: ['user_id'] }],
});

describe('diagramGraph', () => {
  const graph = diagramGraph([users, orders, profiles]);
  const relation = (name: string) => graph.relations.find((one) => one.name === name);

  it('has every key between its tables, and none that leads out of them', () => {
    expect(graph.relations.map(({ name }) => name)).toEqual(['boss', 'buyer', 'seller', 'whose']);
    expect(relation('boss')).toMatchObject({ from: tableId('shop', 'users'), to: tableId('shop', 'users') });
    expect(relation('seller')).toMatchObject({ fromRow: 2, toRow: 0 });
  });

  it('knows how many may point, and whether one must', () => {
    expect(
      ['buyer', 'seller', 'whose'].map((name) => cardinality(relation(name) ?? { many: false, optional: true })),
    ).toEqual(['many to one', 'many to none or one', 'one to one']);
  });

  it('shows the keys of a table that is too long, and says how much it leaves out', () => {
    const names = [...Array.from({ length: 60 }, (_, index) => `c${index}`), 'last_id'];
    const [long] = diagramGraph([
      table('long', names, { primaryKey: null, foreignKeys: [key('far', ['last_id'], 'long', ['c50'])] }),
    ]).tables;
    expect(long?.columns).toHaveLength(24);
    expect(long?.columns.at(-1)).toMatchObject({ name: 'last_id', foreign: true });
    expect(long?.hidden).toBe(37);
  });
});

describe('layoutDiagram', () => {
  const chain = Array.from({ length: 149 }, (_, index) => ({
    id: `${index}`,
    from: `n${index + 1}`,
    to: `n${index >> 1}`,
  }));
  const nodes = Array.from({ length: 150 }, (_, index) => ({
    id: `n${index}`,
    width: 200,
    height: 100 + (index % 5) * 40,
  }));
  const overlaps = (layout: ReturnType<typeof layoutDiagram>) =>
    nodes.flatMap((a, index) =>
      nodes.slice(index + 1).filter((b) => {
        const [p, q] = [layout.nodes[a.id], layout.nodes[b.id]];
        if (!p || !q) return true;
        return p.x < q.x + b.width && q.x < p.x + a.width && p.y < q.y + b.height && q.y < p.y + a.height;
      }),
    );

  it('lays no table over another, linked or not', () => {
    expect(overlaps(layoutDiagram({ nodes, edges: chain }))).toEqual([]);
    expect(overlaps(layoutDiagram({ nodes, edges: [] }))).toEqual([]);
    expect(overlaps(layoutDiagram({ nodes, edges: chain.slice(0, 40) }))).toEqual([]);
  });

  it('puts tables without relations side by side, not into one endless column', () => {
    const { width, height } = layoutDiagram({ nodes, edges: [] });
    expect(width / height).toBeGreaterThan(1);
    expect(width / height).toBeLessThan(3);
  });

  it('holds every table, and leaves out no edge but those of a table to itself', () => {
    const edges = [...chain, { id: 'self', from: 'n3', to: 'n3' }, { id: 'second', from: 'n1', to: 'n0' }];
    const layout = layoutDiagram({ nodes, edges });
    expect(Object.keys(layout.nodes)).toHaveLength(150);
    expect(Object.keys(layout.bends).sort()).toEqual([...chain.map(({ id }) => id), 'second'].sort());
    for (const { id, width, height } of nodes) {
      expect((layout.nodes[id]?.x ?? 0) + width).toBeLessThanOrEqual(layout.width);
      expect((layout.nodes[id]?.y ?? 0) + height).toBeLessThanOrEqual(layout.height);
    }
  });

  it('is nothing of nothing', () => {
    expect(layoutDiagram({ nodes: [], edges: [] })).toEqual({ width: 0, height: 0, nodes: {}, bends: {} });
  });
});

describe('edgeShape', () => {
  const graph = diagramGraph([users, orders, profiles]);
  const tables = new Map(graph.tables.map((one) => [one.id, one]));
  const layout = layoutDiagram({ nodes: graph.tables, edges: graph.relations });
  const shape = (name: string) => {
    const relation = graph.relations.find((one) => one.name === name);
    return relation && edgeShape(relation, tables, layout);
  };

  it('has a crow’s foot where many point, and a ring where none may be', () => {
    expect(shape('buyer')?.marks).toMatch(/^M[\d. -]+L[\d. -]+L/);
    expect(shape('whose')?.marks).not.toContain('L');
    expect(shape('buyer')?.rings).toHaveLength(1);
    expect(shape('seller')?.rings).toHaveLength(2);
  });

  it('draws several keys between two tables apart, and a key to the same table as a loop', () => {
    expect(shape('buyer')?.line).not.toBe(shape('seller')?.line);
    const [, fromX, toX] = /^M([\d.]+) .*L([\d.]+) [\d.]+$/.exec(shape('boss')?.line ?? '') ?? [];
    expect(fromX).toBe(toX);
  });
});

it('finds tables by a part of their name, the exact one first', () => {
  const { tables } = diagramGraph([table('old_users', ['id']), users, table('users_log', ['id']), orders]);
  expect(findTables(tables, 'USERS')).toEqual(['users', 'users_log', 'old_users'].map((name) => tableId('shop', name)));
  expect(findTables(tables, ' ')).toEqual([]);
});

it('shortens long names', () => {
  expect([shorten('short', 5), shorten('longer', 5)]).toEqual(['short', 'long…']);
});
