import { describe, expect, it } from 'vitest';
import { diagramGraph, tableId } from '../graph/diagram-graph.ts';
import { keyTo, tableOf } from '../testing/tables.ts';
import { mapNames } from './map-names.ts';
import { schemaHues } from './schema-colours.ts';

const hub = tableOf('customers', ['id']);
const others = Array.from({ length: 30 }, (_, index) =>
  tableOf(`a_rather_long_name_${index}`, ['id', 'c'], { foreignKeys: [keyTo('k', ['c'], 'customers')] }),
);
const graph = diagramGraph([...others, hub]);
const boxes = new Map(
  graph.tables.map(({ id }, index) => [
    id,
    { x: (index % 6) * 170, y: Math.floor(index / 6) * 40, width: 132, height: 28 },
  ]),
);

describe('mapNames', () => {
  it('names every table where the boxes hold the names, cut where they are too long', () => {
    const names = mapNames(graph, boxes, 1);
    expect(names).toHaveLength(31);
    expect(names.find(({ id }) => id === tableId('shop', 'customers'))?.text).toBe('customers');
    expect(names.filter(({ text }) => text.endsWith('…'))).toHaveLength(20);
  });

  it('names those with the most keys from afar, in whole, and the others as it grows', () => {
    const far = mapNames(graph, boxes, 0.2);
    expect(far[0]).toEqual({ id: tableId('shop', 'customers'), text: 'customers' });
    expect(far.length).toBeLessThan(20);
    const counts = [0.2, 0.35, 1].map((k) => mapNames(graph, boxes, k).length);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });
});

it('gives each schema a colour of its own, the same each time', () => {
  const tables = Array.from({ length: 40 }, (_, index) => ({
    ...graph.tables[0],
    schema: `s${index}`,
  })) as typeof graph.tables;
  const hues = schemaHues(tables);
  expect(new Set(hues.values()).size).toBe(40);
  expect(schemaHues(tables.toReversed())).toEqual(hues);
});
