import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TypeDriver } from '@portolan/contract';
import { BUN } from '@portolan/programs';
import type { TestPostgres } from '@portolan/testing/postgres';
import pg from 'pg';
import postgres from 'postgres';
import type { Row, RowsOf } from '../sample.ts';
import { untagged } from '../tagged-json.ts';

const run = promisify(execFile);
const SELECT = (table: string) => `select * from ${table}`;

/** How each client reads tables, at its default settings. */
export const POSTGRESQL_CLIENTS: Partial<
  Record<TypeDriver, (server: TestPostgres, tables: string[]) => Promise<RowsOf>>
> = {
  async pg({ host, port, user, password }, tables) {
    const client = new pg.Client({ host, port, user, password, database: 'postgres' });
    await client.connect();
    const rows: RowsOf = {};
    try {
      for (const table of tables) {
        const prepared = { name: table, text: SELECT(table), values: [] };
        rows[table] = [...(await client.query<Row>(SELECT(table))).rows, ...(await client.query<Row>(prepared)).rows];
      }
    } finally {
      await client.end();
    }
    return rows;
  },
  async postgres({ host, port, user, password }, tables) {
    const sql = postgres({ host, port, user, password, database: 'postgres', max: 1 });
    const rows: RowsOf = {};
    try {
      for (const table of tables) {
        const simple = sql.unsafe<Row[]>(SELECT(table));
        rows[table] = await simple.then(
          async (rows) => [...rows, ...(await sql<Row[]>`select * from ${sql(table)}`)],
          String,
        );
      }
    } finally {
      await sql.end();
    }
    return rows;
  },
  async bun({ host, port, user, password }, tables) {
    const script = fileURLToPath(new URL('./read-with-bun.mjs', import.meta.url));
    const url = `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/postgres`;
    const input = JSON.stringify({ url, tables });
    const { stdout } = await run(BUN, [script, input], { maxBuffer: 2 ** 26 });
    return untagged(JSON.parse(stdout)) as RowsOf;
  },
};
