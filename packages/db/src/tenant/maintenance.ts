import pg from 'pg';
import { byProcess } from '../reach/by-process.ts';
import type { Connections, Reach } from '../reach/reach.ts';

const CONNECTIONS = 4;
const IDLE_MS = 30_000;
/** Long: many tenants made at once wait here for their turn. */
const PATIENCE_MS = 30_000;

/**
 * A few connections to the maintenance database of the tenants' server, in autocommit: CREATE and DROP DATABASE refuse to
 * run in a transaction, and nobody may be connected to a template while it is copied.
 */
export class Maintenance {
  readonly #url: string;
  readonly #pool: Connections;
  #closed: Promise<void> | undefined;

  constructor(url: string, reach: Reach = byProcess) {
    this.#url = url;
    const settings = { max: CONNECTIONS, idleTimeoutMillis: IDLE_MS, connectionTimeoutMillis: PATIENCE_MS };
    const config = { connectionString: url, application_name: 'portolan provisioning', ...settings };
    this.#pool = reach.openPool(config, () => {});
  }

  /** URL of another database of the same server. */
  urlOf(database: string): string {
    const url = new URL(this.#url);
    url.pathname = `/${encodeURIComponent(database)}`;
    return url.href;
  }

  async query<R extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<R[]> {
    return (await this.#pool.query<R>(sql, values)).rows;
  }

  /** Runs `work` while nobody else of this server holds the lock called `name`; a connection of its own keeps it. */
  async exclusive<T>(name: string, work: () => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.#url, application_name: 'portolan provisioning' });
    client.on('error', () => {});
    await client.connect();
    try {
      await client.query('select pg_advisory_lock(727003, hashtext($1))', [name]);
      return await work();
    } finally {
      await client.end().catch(() => {});
    }
  }

  async exists(database: string): Promise<boolean> {
    const rows = await this.query('select from pg_database where datname = $1', [database]);
    return rows.length > 0;
  }

  close(): Promise<void> {
    this.#closed ??= this.#pool.end();
    return this.#closed;
  }
}
