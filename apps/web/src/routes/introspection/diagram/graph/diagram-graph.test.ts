import { describe, expect, it } from 'vitest';
import { keyTo, orders, profiles, tableOf, users } from '../testing/tables.ts';
import { diagramGraph, shorten, tableId } from './diagram-graph.ts';
import { cardinality } from './relation-text.ts';

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
      tableOf('long', names, { primaryKey: null, foreignKeys: [keyTo('far', ['last_id'], 'long', ['c50'])] }),
    ]).tables;
    expect(long?.columns).toHaveLength(24);
    expect(long?.columns.at(-1)).toMatchObject({ name: 'last_id', foreign: true });
    expect(long?.hidden).toBe(37);
  });

  it('shows keys alone, and what keys point at', () => {
    const codes = tableOf('codes', ['id', 'code', 'text'], { primaryKey: null });
    const marked = tableOf('marked', ['id', 'note', 'code'], {
      foreignKeys: [keyTo('to', ['code'], 'codes', ['code'])],
    });
    const { tables, relations } = diagramGraph([codes, marked, tableOf('plain', ['a'], { primaryKey: null })], 'keys');
    expect(tables.map(({ columns }) => columns.map(({ name }) => name))).toEqual([['code'], ['id', 'code'], []]);
    expect(tables.map(({ hidden }) => hidden)).toEqual([0, 0, 0]);
    expect(relations).toMatchObject([{ fromRow: 1, toRow: 0 }]);
  });
});

it('shortens long names', () => {
  expect([shorten('short', 5), shorten('longer', 5)]).toEqual(['short', 'long…']);
});
