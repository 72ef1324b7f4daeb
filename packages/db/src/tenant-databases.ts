import type { EntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import { migrateDatabase } from './migrate.ts';
import type { MigrationEntry } from './migration.ts';
import type { Reach } from './reach/reach.ts';
import { ForeignDatabaseError } from './tenant/foreign-database-error.ts';
import { holdsNothing } from './tenant/holds-nothing.ts';
import { Maintenance } from './tenant/maintenance.ts';
import { COMMENT, installationOf, markStatement, sharersOf } from './tenant/marks.ts';
import { tenantMigrations } from './tenant/migrations/index.ts';
import { TemplateDatabase } from './tenant/template-database.ts';
import { TenantPools } from './tenant/tenant-pools.ts';

export interface TenantDatabasesOptions {
  /** URL of any database on the server that holds the tenants, with a login that may create databases. */
  url: string;
  /** What a database name starts with, `dbtools_tenant_` unless configured. */
  prefix: string;
  migrations?: MigrationEntry[];
  /** Whose the databases are: each bears it, and those that bear another are left alone. Without it none is told apart. */
  installation?: () => Promise<string>;
  /** How they are reached; by pools of this process unless said. */
  reach?: Reach;
}

/** What the server says of its databases. */
export interface ServerMarks {
  /** The installation that each database of our prefix bears, by slug; null where it bears none. */
  databases: Map<string, string | null>;
  /** Whether any of them bears ours, or a template says that we are at home here. */
  ours: boolean;
  /** Whether a template says so: word that stays when no tenant's database does. */
  joined: boolean;
}

const EXISTS = new Set(['42P04', '23505']);
/** "source database is being accessed by other users": another CREATE DATABASE holds the template right now. */
const TEMPLATE_BUSY = '55006';
const NO_SUCH_DATABASE = '3D000';
const ATTEMPTS = 40;

/** Creates, migrates, reads and drops the databases of tenants, on the server configured for them. */
export class TenantDatabases {
  readonly #prefix: string;
  readonly #migrations: MigrationEntry[];
  readonly #server: Maintenance;
  readonly #template: TemplateDatabase;
  readonly #pools: TenantPools;
  readonly #installation: () => Promise<string | null>;
  #joined: Promise<void> | undefined;
  #refused = false;

  constructor(options: TenantDatabasesOptions) {
    this.#prefix = options.prefix;
    this.#migrations = options.migrations ?? tenantMigrations;
    this.#server = new Maintenance(options.url, options.reach);
    this.#template = new TemplateDatabase(this.#server, this.#migrations, options.prefix);
    this.#installation = options.installation ?? (async () => null);
    this.#pools = new TenantPools(
      (slug) => this.urlOf(slug),
      (em) => this.#admit(em),
      options.reach ? { reach: options.reach } : {},
    );
  }

  /** Name of the last migration: what a database is brought to. */
  get schemaVersion(): string {
    return this.#migrations.at(-1)?.name ?? '';
  }

  nameOf(slug: string): string {
    return `${this.#prefix}${slug}`;
  }

  urlOf(slug: string): string {
    return this.#server.urlOf(this.nameOf(slug));
  }

  /** One transaction in the tenant's own database. */
  async transaction<T>(slug: string, work: (em: EntityManager) => Promise<T>): Promise<T> {
    this.#assertAdmitted(slug);
    return this.#pools.transaction(slug, work);
  }

  /** How many databases are open in this process, and how many calls are at work in them. */
  get poolState(): { open: number; calls: number } {
    return this.#pools.state();
  }

  /** A look into a database before it is known whose it is: nothing can be changed in it. */
  look<T>(slug: string, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.#pools.transaction(slug, async (em) => {
      await em.execute('set transaction read only');
      return work(em);
    });
  }

  /** Keeps everybody from the databases of a server that was found not to be ours, or lets them go on. */
  refuse(isRefused: boolean): void {
    this.#refused = isRefused;
  }

  #assertAdmitted(slug: string): void {
    if (this.#refused) throw new ForeignDatabaseError(this.nameOf(slug));
  }

  /** Makes the database, migrated; false when one of that name is there already. */
  async create(slug: string): Promise<boolean> {
    this.#assertAdmitted(slug);
    const name = this.nameOf(slug);
    if ((await this.#installation()) !== null) await this.join();
    const made = (await this.#copy(name, await this.#template.name())) ?? (await this.#createAnew(name));
    if (made) await this.#own(name);
    return made;
  }

  /** The same for what a backup holds: migrated as far as its database was, whatever is the last migration now. */
  async createAt(slug: string, migrations: readonly string[]): Promise<boolean> {
    this.#assertAdmitted(slug);
    const wanted = this.#migrations.filter(({ name }) => migrations.includes(name));
    if (wanted.length !== migrations.length)
      throw new Error('The backup has migrations that this version does not know');
    if (wanted.length === this.#migrations.length) return this.create(slug);
    if (!(await this.#copy(this.nameOf(slug), 'template1'))) return false;
    await this.#own(this.nameOf(slug));
    await migrateDatabase(this.urlOf(slug), wanted);
    return true;
  }

  /** Who may connect is no part of what CREATE DATABASE copies, and whose it is neither. */
  async #own(name: string): Promise<void> {
    const installation = await this.#installation();
    const close = `revoke connect, temporary on database ${pg.escapeIdentifier(name)} from public`;
    await this.#server.query(installation === null ? close : `${close}; ${markStatement(name, installation)}`);
  }

  /** Leaves word on the server that this installation has its tenants here; `again` where it was found to be gone. */
  join(again = false): Promise<void> {
    if (again) this.#joined = undefined;
    this.#joined ??= this.#join().catch((error) => {
      this.#joined = undefined;
      throw error;
    });
    return this.#joined;
  }

  async #join(): Promise<void> {
    const installation = await this.#installation();
    if (installation !== null) await this.#template.join(`${installation}:${this.#prefix}`);
  }

  /** Marks a database as this installation's, for those that were made before there were marks. */
  async mark(slug: string): Promise<void> {
    const installation = await this.#installation();
    if (installation !== null) await this.#server.query(markStatement(this.nameOf(slug), installation));
  }

  /** What the server says of whose its databases are, in one query. */
  async marks(): Promise<ServerMarks> {
    const installation = await this.#installation();
    const rows = await this.#server.query<{ name: string; comment: string | null }>(
      `select datname as name, ${COMMENT} as comment from pg_database
       where starts_with(datname, $1) or starts_with(${COMMENT}, 'portolan ')`,
      [this.#prefix],
    );
    const prefixed = rows.filter(({ name }) => name.startsWith(this.#prefix));
    const databases = new Map(
      prefixed.map(({ name, comment }) => [name.slice(this.#prefix.length), installationOf(comment)]),
    );
    const joined = rows.some(({ comment }) => sharersOf(comment).includes(`${installation}:${this.#prefix}`));
    return {
      databases,
      joined,
      ours: joined || (installation !== null && [...databases.values()].includes(installation)),
    };
  }

  /** Without a template: makes that first, or does without. */
  async #createAnew(name: string): Promise<boolean> {
    const template = await this.#template.build();
    const copied = template === null ? null : await this.#copy(name, template);
    if (copied !== null) return copied;
    if (!(await this.#copy(name, 'template1'))) return false;
    await migrateDatabase(this.#server.urlOf(name), this.#migrations);
    return true;
  }

  /** Null when there is no such template, false when the name is taken. */
  async #copy(name: string, template: string): Promise<boolean | null> {
    const sql = `create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)}`;
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#server.query(sql);
        return true;
      } catch (error) {
        const code = (error as { code?: string }).code ?? '';
        if (EXISTS.has(code)) return false;
        if (code === NO_SUCH_DATABASE) return null;
        if (code !== TEMPLATE_BUSY || attempt === ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, 25 + Math.random() * 100));
      }
    }
  }

  async serverVersion(): Promise<string> {
    const [row] = await this.#server.query<{ server_version: string }>('show server_version');
    return row?.server_version ?? '';
  }

  exists(slug: string): Promise<boolean> {
    return this.#server.exists(this.nameOf(slug));
  }

  /** The slugs of all databases that bear the prefix, a tenant's or not, but for those of another installation. */
  async list(): Promise<Set<string>> {
    const [{ databases }, own] = await Promise.all([this.marks(), this.#installation()]);
    const ours = [...databases].filter(([, owner]) => owner === null || own === null || owner === own);
    return new Set(ours.map(([slug]) => slug));
  }

  /** Brings one database up to date. */
  async migrate(slug: string): Promise<string[]> {
    await this.#assertOurs(slug);
    return migrateDatabase(this.urlOf(slug), this.#migrations);
  }

  /** The last migration that a database has seen, null where it has seen none. */
  async versionOf(slug: string): Promise<string | null> {
    return this.#pools.transaction(slug, async (em) => {
      const [table] = await em.execute<{ here: boolean }[]>(
        "select to_regclass('portolan_migrations') is not null as here",
      );
      if (!table?.here) return null;
      const [last] = await em.execute<{ name: string }[]>(
        'select name from portolan_migrations order by name desc limit 1',
      );
      return last?.name ?? null;
    });
  }

  /** Whether a database holds nothing but our own empty tables and is nobody else's, or is not there. */
  async holdsNothing(slug: string): Promise<boolean> {
    const [found] = await this.#server.query<{ whole: boolean; comment: string | null }>(
      `select datconnlimit <> -2 as whole, ${COMMENT} as comment from pg_database where datname = $1`,
      [this.nameOf(slug)],
    );
    if (await this.#isForeign(found?.comment ?? null)) return false;
    // One that is not whole is what an interrupted DROP left: nobody can connect to it any more.
    return found?.whole ? holdsNothing(this.urlOf(slug)) : true;
  }

  /** Drops the database and whoever is connected to it; nothing happens when there is none. */
  async drop(slug: string): Promise<void> {
    await this.#assertOurs(slug);
    await this.#pools.release(slug);
    await this.#server.query(`drop database if exists ${pg.escapeIdentifier(this.nameOf(slug))} with (force)`);
  }

  /**
   * Ends a CREATE DATABASE of this name that still runs although its process was killed: the server notices that nobody
   * waits for it only when it is done, and would leave a database behind.
   */
  async endCreation(slug: string): Promise<void> {
    const started = `create database ${pg.escapeIdentifier(this.nameOf(slug))} `;
    const sql = `
      select pg_terminate_backend(pid) from pg_stat_activity
      where state = 'active' and pid <> pg_backend_pid() and starts_with(query, $1) and usename = current_user`;
    while ((await this.#server.query(sql, [started])).length > 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async #assertOurs(slug: string): Promise<void> {
    this.#assertAdmitted(slug);
    const sql = `select ${COMMENT} as comment from pg_database where datname = $1`;
    const [found] = await this.#server.query<{ comment: string | null }>(sql, [this.nameOf(slug)]);
    if (await this.#isForeign(found?.comment ?? null)) throw new ForeignDatabaseError(this.nameOf(slug));
  }

  /** Asked inside the database itself, once for each time that it is opened. */
  async #admit(em: EntityManager): Promise<void> {
    const sql = `select datname as name, ${COMMENT} as comment from pg_database where datname = current_database()`;
    const [found] = await em.execute<{ name: string; comment: string | null }[]>(sql);
    if (found && (await this.#isForeign(found.comment))) throw new ForeignDatabaseError(found.name);
  }

  async #isForeign(comment: string | null): Promise<boolean> {
    const owner = installationOf(comment);
    const own = owner === null ? null : await this.#installation();
    return own !== null && owner !== own;
  }

  async close(): Promise<void> {
    await Promise.all([this.#pools.close(), this.#server.close()]);
  }
}
