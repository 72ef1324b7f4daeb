import { toMermaid } from '@portolan/contract/diagram-text';
import { erpDefinitions, erpTables } from '@portolan/testing/erp';
import mermaid from 'mermaid';
import { expect, it } from 'vitest';
import { keyTo, orders, profiles, tableOf, users } from '../testing/tables.ts';

interface Entity {
  alias: string;
  attributes: { type: string; name: string; keys: string[]; comment: string }[];
}
interface ErDatabase {
  getEntities(): Map<string, Entity>;
  getRelationships(): { roleA: string; relSpec: { cardA: string; cardB: string } }[];
}

async function read(definitions: Parameters<typeof toMermaid>[0]) {
  const source = toMermaid(definitions);
  expect(await mermaid.parse(source)).toMatchObject({ diagramType: 'er' });
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(source);
  // Each kind of diagram has a reader of its own, which Mermaid's types do not tell.
  const found = db as unknown as ErDatabase;
  return { entities: [...found.getEntities().values()], relations: found.getRelationships() };
}

it('is read by Mermaid with all tables, columns and keys', async () => {
  const { entities, relations } = await read([users, orders, profiles]);
  expect(entities.map(({ alias }) => alias)).toEqual(['shop.users', 'shop.orders', 'shop.profiles']);
  expect(entities[1]?.attributes).toMatchObject([
    { type: 'integer', name: 'id', keys: ['PK'] },
    { name: 'buyer_id', keys: ['FK'], comment: '' },
    { name: 'seller_id', keys: ['FK'], comment: 'null' },
  ]);
  expect(relations.map(({ roleA, relSpec }) => [roleA, relSpec.cardA, relSpec.cardB])).toEqual([
    ['boss_id', 'ZERO_OR_MORE', 'ZERO_OR_ONE'],
    ['buyer_id', 'ZERO_OR_MORE', 'ONLY_ONE'],
    ['seller_id', 'ZERO_OR_MORE', 'ZERO_OR_ONE'],
    ['id', 'ZERO_OR_ONE', 'ONLY_ONE'],
  ]);
});

it('is read with any name', async () => {
  const names = ['end', 'one.many', '日本', 'a "b"', '1st', 'x\ny', '}', 'style', 'a_b', 'a.b', '%% no'];
  const tables = names.map((name) => tableOf(name, ['id', name], { foreignKeys: [keyTo(name, [name], 'end')] }));
  const { entities, relations } = await read(tables);
  expect(entities.map(({ alias }) => alias)).toEqual(
    names.map((name) => `shop.${name.replace(/["\n]/g, "'").replaceAll('%', '％')}`),
  );
  expect(entities.every(({ attributes }) => attributes.length === 2)).toBe(true);
  expect(relations).toHaveLength(names.length);
});

it('is read for a whole shop', async () => {
  const { entities, relations } = await read(erpDefinitions(erpTables()));
  expect([entities.length, relations.length]).toEqual([44, 87]);
});
