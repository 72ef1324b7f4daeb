import type { EntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import { migrateDatabase } from './migrate.ts';
import { tenantMigrations } from './tenant/migrations/index.ts';
import { TenantPools } from './tenant/tenant-pools.ts';

export interface TenantDatabasesOptions {
  /** URL of any database on the server that holds the tenants, with a login that may create databases. */
  url: string;
  /** What a database name starts with, `dbtools_tenant_` unless configured. */
  prefix: string;
}

const EXISTS = new Set(['42P04', '23505']);
/** "source database is being accessed by other users": another CREATE DATABASE holds the template right now. */
const TEMPLATE_BUSY = '55006';
const ATTEMPTS = 40;

/** Creates, migrates and drops the databases of tenants, on the server configured for them. */
export class TenantDatabases {
  readonly #url: string;
  readonly #prefix: string;
  readonly #pools: TenantPools;

  constructor(options: TenantDatabasesOptions) {
    this.#url = options.url;
    this.#prefix = options.prefix;
    this.#pools = new TenantPools((slug) => this.urlOf(slug));
  }

  /** One transaction in the tenant's own database. */
  transaction<T>(slug: string, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.#pools.transaction(slug, work);
  }

  close(): Promise<void> {
    return this.#pools.close();
  }

  nameOf(slug: string): string {
    return `${this.#prefix}${slug}`;
  }

  urlOf(slug: string): string {
    const url = new URL(this.#url);
    url.pathname = `/${encodeURIComponent(this.nameOf(slug))}`;
    return url.href;
  }

  /** Makes the database; false when one of that name is there already. */
  async create(slug: string): Promise<boolean> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#execute(`create database ${pg.escapeIdentifier(this.nameOf(slug))}`);
        return true;
      } catch (error) {
        const code = (error as { code?: string }).code ?? '';
        if (EXISTS.has(code)) return false;
        if (code !== TEMPLATE_BUSY || attempt === ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, 25 + Math.random() * 100));
      }
    }
  }

  async exists(slug: string): Promise<boolean> {
    const rows = await this.#execute('select from pg_database where datname = $1', [this.nameOf(slug)]);
    return rows > 0;
  }

  migrate(slug: string): Promise<string[]> {
    return migrateDatabase(this.urlOf(slug), tenantMigrations);
  }

  /** Drops the database and whoever is connected to it; nothing happens when there is none. */
  async drop(slug: string): Promise<void> {
    await this.#pools.release(slug);
    await this.#execute(`drop database if exists ${pg.escapeIdentifier(this.nameOf(slug))} with (force)`);
  }

  async #execute(sql: string, values: unknown[] = []): Promise<number> {
    // CREATE and DROP DATABASE refuse to run inside a transaction: a connection of its own, in autocommit.
    const client = new pg.Client({ connectionString: this.#url, application_name: 'portolan provisioning' });
    await client.connect();
    try {
      const result = await client.query(sql, values);
      return result.rowCount ?? 0;
    } finally {
      await client.end();
    }
  }
}
