import { erpDdl, manyErpTables } from '@portolan/testing/erp';
import { type Charted, charted } from './charted.ts';
import type { Site } from './site.ts';

/** A tenant whose connection knows so many tables of a shop, in several schemas, and nothing else. */
export async function chartedShop(site: Site, name: string): Promise<Charted> {
  const made = await charted(site, name);
  const includeSchemas = [...new Set(manyErpTables(44).map(({ schema }) => schema))];
  const { tenant, id } = made;
  await site.rest('POST', `/api/connections/${id}/refresh`, { tenant, body: { includeSchemas } });
  return made;
}

/** The tables themselves; they go with the test. */
export async function shopOf(site: Site): Promise<AsyncDisposable> {
  const tables = manyErpTables(44);
  const schemas = [...new Set(tables.map(({ schema }) => schema))];
  const reader = site.target.username;
  const { query } = site.database;
  await query(erpDdl(tables));
  for (const schema of schemas)
    await query(
      `grant usage on schema ${schema} to ${reader}; grant select on all tables in schema ${schema} to ${reader}`,
    );
  return {
    async [Symbol.asyncDispose]() {
      await query(`drop schema ${schemas.join(', ')} cascade`);
    },
  };
}
