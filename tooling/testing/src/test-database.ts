import { randomBytes } from 'node:crypto';
import { appLoginOf } from '@portolan/db';
import pg from 'pg';
import { inject } from 'vitest';
import { withDatabase } from './with-database.ts';

export interface TestDatabase extends AsyncDisposable {
  /** The clone, as its owner. */
  url: string;
  /** The server's maintenance database. */
  serverUrl: string;
  /** Starts the names of this clone's tenant databases; they go with it. */
  tenantPrefix: string;
  query<R extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<R[]>;
  /** The same in the database of a tenant. */
  inTenant<R extends pg.QueryResultRow>(slug: string, sql: string, values?: unknown[]): Promise<R[]>;
}

const TEMPLATE_BUSY = '55006';

/** A migrated system database of its own for one test file, dropped at its end with the tenant databases it made. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('postgresUrl');
  const id = randomBytes(5).toString('hex');
  const name = `test_${id}`;
  await onServer(serverUrl, (client) => cloneTemplate(client, name));
  const url = withDatabase(serverUrl, name);
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on('error', () => {});
  const tenantPrefix = `t${id}_`;
  return {
    url,
    serverUrl,
    tenantPrefix,
    query: async (sql, values) => (await pool.query(sql, values)).rows,
    inTenant: (slug, sql, values) =>
      onServer(withDatabase(serverUrl, tenantPrefix + slug), async (client) => (await client.query(sql, values)).rows),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await onServer(serverUrl, async (client) => {
        const made = await client.query('select datname from pg_database where starts_with(datname, $1)', [
          tenantPrefix,
        ]);
        for (const database of [name, ...made.rows.map((row) => row.datname)]) {
          await client.query(`drop database if exists ${pg.escapeIdentifier(database)} with (force)`);
        }
        await client.query(`drop role if exists ${appLoginOf(name)}`);
      });
    },
  };
}

async function cloneTemplate(client: pg.Client, name: string): Promise<void> {
  for (;;) {
    try {
      // Copied file by file: half the work of writing each page to a log that nobody reads.
      await client.query(`create database ${name} template ${inject('postgresTemplate')} strategy file_copy`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== TEMPLATE_BUSY) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 60));
    }
  }
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
