import { createHash } from 'node:crypto';
import pg from 'pg';
import { databaseStateOf } from '../database-state.ts';
import { migrateDatabase } from '../migrate.ts';
import type { MigrationEntry } from '../migration.ts';
import type { Maintenance } from './maintenance.ts';
import { COMMENT, joinStatement } from './marks.ts';

const RETRY_MS = 60_000;
const ATTEMPTS = 3;

/**
 * The migrated database that new tenants are copies of. Its name tells what is in it (the migrations) and whose it is (the
 * login): other versions and other logins of the same server have their own. Nobody can connect to it, so nothing
 * ever stands in the way of a copy.
 */
export class TemplateDatabase {
  readonly #server: Maintenance;
  readonly #migrations: MigrationEntry[];
  readonly #prefix: string;
  #name: Promise<string> | undefined;
  #building: Promise<string | null> | undefined;
  #refusedUntil = 0;

  constructor(server: Maintenance, migrations: MigrationEntry[], tenantPrefix: string) {
    this.#server = server;
    this.#migrations = migrations;
    this.#prefix = tenantPrefix;
  }

  async name(): Promise<string> {
    this.#name ??= this.#readName().catch((error) => {
      this.#name = undefined;
      throw error;
    });
    return this.#name;
  }

  /** Makes the template unless it is there; null where that is not permitted, and tenants have to be migrated one by one. */
  build(): Promise<string | null> {
    if (Date.now() < this.#refusedUntil) return Promise.resolve(null);
    this.#building ??= this.#build().finally(() => {
      this.#building = undefined;
    });
    return this.#building;
  }

  /** Says on the template who is at home on the server; makes the template where there is none. */
  async join(who: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const name = await this.build();
      if (name === null) return;
      try {
        return await this.#server.exclusive(name, () => this.#sign(name, who));
      } catch (error) {
        // Somebody dropped it in between: it is made anew.
        if (attempt === ATTEMPTS || databaseStateOf(error) !== 'missing') throw error;
      }
    }
  }

  async #sign(name: string, who: string): Promise<void> {
    const sql = `select ${COMMENT} as comment from pg_database where datname = $1`;
    const [found] = await this.#server.query<{ comment: string | null }>(sql, [name]);
    const statement = found ? joinStatement(name, found.comment, who) : null;
    if (statement) await this.#server.query(statement);
  }

  async #build(): Promise<string | null> {
    const name = await this.name();
    try {
      await this.#server.exclusive(name, async () => {
        if (!(await this.#server.exists(name))) await this.#make(name);
      });
      return name;
    } catch (error) {
      const state = databaseStateOf(error);
      if (state === 'away' || state === 'crowded') throw error;
      this.#refusedUntil = Date.now() + RETRY_MS;
      return null;
    }
  }

  /** The name is given last, in one step: what bears it is whole. */
  async #make(name: string): Promise<void> {
    const part = `${name}_new`;
    const id = pg.escapeIdentifier(part);
    if (await this.#server.exists(part)) {
      await this.#server.query(`alter database ${id} with is_template false`);
      await this.#server.query(`drop database ${id} with (force)`);
    }
    await this.#server.query(`create database ${id}`);
    await migrateDatabase(this.#server.urlOf(part), this.#migrations);
    await this.#server.query(`alter database ${id} with is_template true allow_connections false`);
    await this.#server.query(`alter database ${id} rename to ${pg.escapeIdentifier(name)}`);
  }

  async #readName(): Promise<string> {
    const [row] = await this.#server.query<{ login: string }>('select current_user as login');
    const content = JSON.stringify([this.#migrations.map(({ name }) => name), row?.login]);
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
    // A name that starts as those of tenants do would pass for a tenant without a row.
    const name = `portolan_template_${hash}`;
    return name.startsWith(this.#prefix) ? `template_of_${name}` : name;
  }
}
