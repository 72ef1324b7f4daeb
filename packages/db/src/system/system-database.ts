import type { EntityManager } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import type { DatabaseState } from '../database-state.ts';
import { LazyOrm } from '../lazy-orm.ts';
import { migrateDatabase } from '../migrate.ts';
import { type PoolState, stateOf } from '../pool-state.ts';
import { byProcess } from '../reach/by-process.ts';
import type { Changes, Connections, Reach, Reads } from '../reach/reach.ts';
import { appLogin, ensureAppLogin, hasLogin } from './app-login.ts';
import { APP_ROLE } from './app-role.ts';
import type { Remembered } from './changes/remembered.ts';
import { systemMigrations } from './migrations/index.ts';
import { renewCollation } from './renew-collation.ts';
import { fingerprintOf, missingRights, readRights, withClient } from './rights.ts';
import type { Statement } from './statements.ts';
import { WriteProbe } from './write-probe.ts';

/** Whose rows a transaction may touch: row-level security answers nothing outside of it. */
export interface Scope {
  tenantId?: string | undefined;
  userId?: string | undefined;
  /** Hash of an invitation's token: whoever bears the token may read that one row before a tenant is known. */
  invitationHash?: string | undefined;
}

export interface SystemDatabaseOptions {
  /** Login of the owner; what serves requests connects as a login of its own, which owns nothing. */
  url: string;
  /** The same database by the login of requests, where that cannot be made of the owner's. */
  requestsUrl?: string | undefined;
  poolSize?: number;
  /** How it is reached; by pools of this process unless said. */
  reach?: Reach;
  /** Whether what changes seldom is remembered, until a change is told; true unless said. */
  remember?: boolean;
  onError?: (error: Error) => void;
}

// The restricted role is a start-up parameter, so no query can run before it is set. Generic plans keep the prepared
// statements of the hot path from being planned anew with each call; compiling them costs more than running them.
// A table that somebody else keeps locked must not hold requests, and what they hold, for ever.
const APP_SESSION = `-c role=${APP_ROLE} -c timezone=UTC -c plan_cache_mode=force_generic_plan -c jit=off -c lock_timeout=6s -c statement_timeout=9s`;
const READ_CONNECTIONS = 3;
const OWNER_SESSION = '-c jit=off -c lock_timeout=8s';

/**
 * The system database behind three doors: transactions under row-level security, prepared reads for the hot path, and
 * the owner's door for what stands above tenants (migration, seeding, provisioning).
 */
export class SystemDatabase {
  readonly url: string;
  /** Made with their first transaction: what reads alone needs neither. */
  readonly #app: LazyOrm;
  readonly #owner: LazyOrm;
  readonly #reads: Reads;
  readonly #pool: Connections;
  readonly #writes: WriteProbe;
  readonly #locks: Connections;
  /** The owner's, for what reads alone: never one that waits for a lock. */
  readonly #looks: Connections;
  readonly #lockSql: LockSql;
  /** Those of the query builder, which are made with the first query. */
  readonly #builders = new Map<string, Connections>();
  readonly #changes: Changes;
  #installation: Promise<string> | undefined;

  constructor(options: SystemDatabaseOptions) {
    const { url, requestsUrl, reach = byProcess, poolSize: size = 10, onError = () => {} } = options;
    this.url = url;
    const login = requestsUrl === undefined ? appLogin(url, (sql) => this.ownerRows(sql)) : undefined;
    const session = { ...parseIntoClientConfig(requestsUrl ?? url), ...login, options: APP_SESSION, ...SESSION };
    const keep = (name: string) => (pool: Connections) => void this.#builders.set(name, pool);
    this.#app = new LazyOrm(reach, 'requests', {
      url: requestsUrl ?? url,
      login,
      session: { ...SESSION, options: APP_SESSION },
      max: size,
      onPool: keep('requests'),
    });
    const owner = { url, session: { ...SESSION, options: OWNER_SESSION }, max: 4, onPool: keep('owner') };
    this.#owner = new LazyOrm(reach, 'owner', owner);
    this.#reads = reach.openReads(session, { most: READ_CONNECTIONS, onError });
    this.#writes = new WriteProbe(() => this.#reads.query(WriteProbe.statement, []));
    this.#pool = reach.openPool({ ...session, max: Math.ceil(size / 2) }, onError);
    this.#locks = reach.openPool({ connectionString: url, ...LOCK_SESSION }, onError);
    this.#looks = reach.openPool({ connectionString: url, ...SESSION, options: OWNER_SESSION, max: 2 }, onError);
    this.#lockSql = LOCK_SQL[reach.locks];
    this.#changes = reach.openChanges({ ...session, application_name: 'portolan changes' }, options.remember ?? true);
  }

  /** What this process remembers of the database: never older than what it has heard. */
  get remembered(): Remembered {
    return this.#changes.remembered;
  }

  /** Applies what is missing; safe in any number of processes at once. */
  async migrate(): Promise<string[]> {
    const applied = await migrateDatabase(this.url, systemMigrations);
    await ensureAppLogin(this.url);
    await this.ownerTransaction((em) => em.execute('insert into installation default values on conflict do nothing'));
    await this.ownerTransaction(renewCollation);
    await this.#ensureRights();
    return applied;
  }

  /** Whether the restricted role has the rights that it was left with; an owner's look, changes nothing. */
  hasItsRights(): Promise<boolean> {
    return withClient(this.url, async (client) => {
      const { rows } = await client.query<{ access: string | null }>('select access from installation');
      return (await hasLogin(client)) && (rows[0]?.access ?? null) === fingerprintOf(await readRights(client));
    });
  }

  /** A dump that was brought back by hand may lack them. New migrations change them: then they are read anew. */
  async #ensureRights(): Promise<void> {
    await withClient(this.url, async (client) => {
      await client.query('select pg_advisory_lock(727006)');
      const { rows } = await client.query<{ access: string | null }>('select access from installation');
      const known = rows[0]?.access ?? null;
      const rights = await readRights(client);
      if (known === fingerprintOf(rights)) return;
      // Nothing is known where they were never looked at; whether there are any tells enough then.
      const isTrusted = known === null && rights.some((sql) => sql.startsWith('create policy'));
      const missing = isTrusted ? [] : await missingRights(this.url, rights);
      if (missing.length > 0) await client.query(`begin; ${missing.join(' ')} commit`);
      await client.query('update installation set access = $1', [fingerprintOf(await readRights(client))]);
    });
  }

  /** How the database stands to this build, in one look: what `missingMigrations` and `unknownMigrations` tell. */
  async standing(): Promise<{ missing: string[]; unknown: string[] }> {
    const applied = await this.#appliedMigrations();
    const known = systemMigrations.map(({ name }) => name);
    return {
      missing: known.filter((name) => !applied.includes(name)),
      unknown: applied.filter((name) => !known.includes(name)),
    };
  }

  /** Names of the migrations that are still to be applied. */
  async missingMigrations(): Promise<string[]> {
    return (await this.standing()).missing;
  }

  /** Migrations that only a newer version knows: what it made of the tables is not ours to work with. */
  async unknownMigrations(): Promise<string[]> {
    return (await this.standing()).unknown;
  }

  async #appliedMigrations(): Promise<string[]> {
    const sql = "select to_regclass('portolan_migrations') is not null as here";
    const [table] = await this.ownerRows<{ here: boolean }>(sql);
    if (!table?.here) return [];
    return (await this.ownerRows<{ name: string }>('select name from portolan_migrations')).map(({ name }) => name);
  }

  /** Whether a backup is being brought back into this database, or was until it was cut short. */
  async isBeingRestored(): Promise<boolean> {
    const sql = "select to_regclass('public.portolan_restore') is not null as here";
    const [row] = await this.ownerRows<{ here: boolean }>(sql);
    return row?.here ?? false;
  }

  /** Who this installation is: a random id, made once, that each tenant's database and their server bear too. */
  installation(): Promise<string> {
    this.#installation ??= this.#readInstallation().catch((error) => {
      this.#installation = undefined;
      throw error;
    });
    return this.#installation;
  }

  async #readInstallation(): Promise<string> {
    const sql = 'select id from installation';
    const [row] = await this.ownerRows<{ id: string }>(sql);
    if (!row) throw new Error('This installation has no identity yet: run portolan migrate');
    return row.id;
  }

  /** One transaction as the restricted role, with the rows of `scope` and no others. */
  transaction<T>(scope: Scope, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const variables = {
      'portolan.tenant_id': scope.tenantId ?? '',
      'portolan.user_id': scope.userId ?? '',
      'portolan.invitation_hash': scope.invitationHash ?? '',
    };
    return this.#writes.watched(this.#app.fork({ session: { variables } }).then((em) => em.transactional(work)));
  }

  /** One transaction as the owner, above all tenants. */
  async ownerTransaction<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    return (await this.#owner.fork()).transactional(work);
  }

  /** What one statement of the owner reads, by itself. */
  async ownerRows<R extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<R[]> {
    return (await this.#looks.query<R>(sql, values)).rows;
  }

  /** Runs a prepared statement as the restricted role, in one round trip. It sets its own scope. */
  read<R extends pg.QueryResultRow>(statement: Statement, values: unknown[]): Promise<R[]> {
    return this.#reads.query<R>(statement, values);
  }

  /** Waits until this process has heard of everything that was committed before: what it recalls then is no older. */
  settled(): Promise<void> {
    return this.#changes.settled();
  }

  /**
   * Tells of each change of some scopes, whichever process makes it, without saying what it is: whoever is told reads the
   * state anew. So does everybody where changes may have been missed. Answers how to stop it.
   */
  watch(scopes: readonly string[], onNews: () => void): () => void {
    return this.#changes.watch(scopes, onNews);
  }

  /**
   * Runs `work` while this process alone holds the lock called `name`, or answers undefined without running it when
   * another does. The lock lives in its own connection: it is free again the moment its holder dies.
   */
  tryExclusive<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
    return this.#locked(this.#lockSql.tryTake, name, work);
  }

  /** Like `tryExclusive`, and waits for its turn. */
  exclusive<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.#locked(this.#lockSql.take, name, work) as Promise<T>;
  }

  async #locked<T>(sql: string, name: string, work: () => Promise<T>): Promise<T | undefined> {
    const client = await this.#locks.connect();
    let lost = false;
    const lose = () => {
      lost = true;
    };
    client.on('error', lose);
    try {
      if (this.#lockSql.begin) await client.query(this.#lockSql.begin);
      const { rows } = await client.query<{ held: boolean }>(sql, [name]);
      return rows[0]?.held ? await work() : undefined;
    } finally {
      await client.query(this.#lockSql.release).catch(lose);
      client.off('error', lose);
      client.release(lost);
    }
  }

  /** Why the database takes no writes just now; null when it does. */
  refusesWrites(): Promise<DatabaseState | null> {
    return this.#writes.state();
  }

  /** What the connections are at, by what they are for. */
  poolStates(): Record<string, PoolState> {
    const pools = [
      ...this.#builders,
      ['libraries', this.#pool],
      ['locks', this.#locks],
      ['looks', this.#looks],
    ] as const;
    return { reads: this.#reads.state(), ...Object.fromEntries(pools.map(([name, pool]) => [name, stateOf(pool)])) };
  }

  /** Connections of the restricted role, for libraries that bring their own SQL. */
  get pool(): Connections {
    return this.#pool;
  }

  async close(): Promise<void> {
    await Promise.all([this.#app.close(), this.#owner.close(), this.#reads.close(), this.#changes.close()]);
    await Promise.all([this.#pool.end(), this.#locks.end(), this.#looks.end()]);
  }
}

const SESSION = { application_name: 'portolan', connectionTimeoutMillis: 5_000, idleTimeoutMillis: 30_000 } as const;
/** A lock needs its connection for as long as it is held; who finds none free waits. */
const LOCK_SESSION = {
  application_name: 'portolan lock',
  max: 8,
  connectionTimeoutMillis: 30_000,
  idleTimeoutMillis: 30_000,
} as const;

interface LockSql {
  begin: string | null;
  tryTake: string;
  take: string;
  release: string;
}

/** One space of locks either way: a session's lock keeps a transaction's out. */
const LOCK_SQL: Record<Reach['locks'], LockSql> = {
  session: {
    begin: null,
    tryTake: 'select pg_try_advisory_lock(727002, hashtext($1)) as held',
    take: 'select true as held from pg_advisory_lock(727002, hashtext($1))',
    release: 'select pg_advisory_unlock_all()',
  },
  // For connections that may be a pooler's: the session there is somebody else's by the next statement.
  transaction: {
    begin: 'begin',
    tryTake: 'select pg_try_advisory_xact_lock(727002, hashtext($1)) as held',
    take: 'select true as held from pg_advisory_xact_lock(727002, hashtext($1))',
    release: 'rollback',
  },
};
