import { expect, it } from 'vitest';
import { orders, profiles, tableOf, users } from '../testing/tables.ts';
import { diagramGraph, tableId } from './diagram-graph.ts';
import { alongKeys, busiest, keysOf, nearest } from './neighbours.ts';

const graph = diagramGraph([tableOf('alone', ['id']), orders, users, profiles]);
const [alone, order, user, profile] = ['alone', 'orders', 'users', 'profiles'].map((name) => tableId('shop', name));
const box = (x: number, y: number) => ({ x, y, width: 100, height: 50 });
const boxes = new Map([
  [user ?? '', box(0, 0)],
  [order ?? '', box(300, 0)],
  [profile ?? '', box(0, 300)],
  [alone ?? '', box(150, 0)],
]);

it('knows the keys of a table and those to it, and which has most', () => {
  const { out, into } = keysOf(graph, user ?? '');
  expect([out.map(({ name }) => name), into.map(({ name }) => name)]).toEqual([['boss'], ['buyer', 'seller', 'whose']]);
  expect(busiest(graph)).toBe(user);
  expect(busiest({ tables: [], relations: [] })).toBeUndefined();
});

it('walks along keys alone, to what lies in the direction', () => {
  expect(alongKeys(graph, boxes, user ?? '', 'right')).toBe(order);
  expect(alongKeys(graph, boxes, user ?? '', 'down')).toBe(profile);
  expect(alongKeys(graph, boxes, order ?? '', 'left')).toBe(user);
  expect(alongKeys(graph, boxes, user ?? '', 'up')).toBeUndefined();
  expect(alongKeys(graph, boxes, alone ?? '', 'left')).toBeUndefined();
});

it('finds what is nearest to a point', () => {
  expect(nearest(boxes, { x: 155, y: 40 })).toBe(alone);
  expect(nearest(boxes, { x: 10, y: 260 })).toBe(profile);
  expect(nearest(new Map(), { x: 0, y: 0 })).toBeUndefined();
});
