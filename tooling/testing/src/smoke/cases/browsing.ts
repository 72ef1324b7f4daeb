import assert from 'node:assert/strict';
import type { SmokeCase } from '../door.ts';
import { SCHEMA } from '../sample.ts';
import type { Visit } from '../visit.ts';

const path = (visit: Visit, rest: string) => `/api/connections/${visit.connection}/${rest}`;
const names = (items: { name: string }[]) => items.map(({ name }) => name);

async function browse(visit: Visit): Promise<void> {
  const tables = await visit.expect(200, 'GET', path(visit, `tables?schema=${SCHEMA}&includeViews=true`));
  assert.deepEqual(names(tables.body.data.items), ['deep', 'harbours', 'voyages']);
  const fields = await visit.expect(200, 'GET', path(visit, `tables/voyages/fields?schema=${SCHEMA}`));
  assert.deepEqual(names(fields.body.data.items), ['id', 'from']);
  assert.deepEqual(fields.body.data.primaryKey.columns, ['id']);
  assert.equal(fields.body.data.foreignKeys.length, 1);
}

export const BROWSING: readonly SmokeCase[] = [
  {
    name: 'the schemas of a database are listed',
    async run(visit) {
      const { body } = await visit.expect(200, 'GET', path(visit, 'schemas'));
      assert.ok(names(body.data.items).includes(SCHEMA));
    },
  },
  { name: 'its tables and their columns are read from it', run: browse },
  {
    name: 'a comment keeps its letters',
    async run(visit) {
      const { body } = await visit.expect(200, 'GET', path(visit, `tables?schema=${SCHEMA}&search=harb`));
      assert.equal(body.data.items[0].comment, 'Häfen ⚓');
    },
  },
  {
    name: 'a table that is not there is 404',
    run: async (visit) =>
      void (await visit.refused(404, 'NOT_FOUND', 'GET', path(visit, `tables/nothing/fields?schema=${SCHEMA}`))),
  },
  {
    name: 'a snapshot of the schema is taken',
    async run(visit) {
      const { body } = await visit.expect(200, 'POST', path(visit, 'refresh'), { body: {} });
      assert.equal(body.data.changed, true);
      assert.ok(body.data.snapshot.tables >= 3);
    },
  },
  { name: 'tables and columns are answered from the snapshot', run: browse },
  {
    name: 'a column is found by its name',
    async run(visit) {
      const { body } = await visit.expect(200, 'GET', '/api/columns?query=depth');
      assert.ok(body.data.items.some((hit: { table: string }) => hit.table === 'harbours'));
    },
  },
  {
    name: 'types are written of the snapshot',
    async run(visit) {
      const { text } = await visit.expect(200, 'GET', path(visit, 'types?target=zod&schema=smoke'), {
        headers: { accept: 'text/plain' },
      });
      assert.match(text, /harbours/i);
    },
  },
];
