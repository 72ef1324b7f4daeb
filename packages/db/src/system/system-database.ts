import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { DatabaseState } from '../database-state.ts';
import { healPool } from '../heal-pool.ts';
import { migrateDatabase } from '../migrate.ts';
import { type PoolState, stateOf } from '../pool-state.ts';
import { appConnection, ensureAppLogin, hasLogin } from './app-login.ts';
import { APP_ROLE } from './app-role.ts';
import { ChangeListener } from './changes/change-listener.ts';
import { Remembered } from './changes/remembered.ts';
import { Watchers } from './changes/watchers.ts';
import { systemEntities } from './entities.ts';
import { systemMigrations } from './migrations/index.ts';
import { PreparedReads } from './prepared-reads.ts';
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
  poolSize?: number;
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
  readonly #app: MikroORM;
  readonly #owner: MikroORM;
  readonly #reads: PreparedReads;
  readonly #pool: pg.Pool;
  readonly #writes: WriteProbe;
  readonly #locks: pg.Pool;
  /** Those of the query builder, which are made with the first query. */
  readonly #builders = new Map<string, pg.Pool>();
  readonly #listener: ChangeListener;
  readonly #watchers: Watchers;
  /** What this process remembers of the database: never older than the listener's lease. */
  readonly remembered: Remembered;
  #installation: Promise<string> | undefined;

  constructor(options: SystemDatabaseOptions) {
    const size = options.poolSize ?? 10;
    this.url = options.url;
    const login = appConnection(options.url);
    const keep = (name: string) => (pool: pg.Pool) => void this.#builders.set(name, pool);
    const restricted = { user: login.user, password: login.password, options: APP_SESSION };
    this.#app = connect(options.url, size, restricted, keep('requests'));
    // A name of its own: what the owner does within a transaction of the restricted role is no part of that.
    this.#owner = connect(options.url, 4, { options: OWNER_SESSION }, keep('owner'), 'owner');
    const session = { ...login, options: APP_SESSION, ...SESSION };
    const onError = options.onError ?? (() => {});
    this.#reads = new PreparedReads(session, { most: READ_CONNECTIONS, onError });
    this.#writes = new WriteProbe(() => this.#reads.query(WriteProbe.statement, []));
    this.#pool = new pg.Pool({ ...session, max: Math.ceil(size / 2) });
    this.#pool.on('error', onError);
    this.#locks = new pg.Pool({ connectionString: options.url, ...LOCK_SESSION });
    this.#locks.on('error', onError);
    for (const pool of [this.#pool, this.#locks]) healPool(pool);
    const mayRemember = options.remember ?? true;
    this.remembered = new Remembered(() => mayRemember && this.#listener.isCurrent());
    this.#listener = new ChangeListener(
      { ...session, application_name: 'portolan changes' },
      { onChange: (scope) => this.#heard(scope), onGap: () => this.#mayHaveMissed() },
    );
    this.#watchers = new Watchers(this.#listener);
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

  /** Names of the migrations that are still to be applied. */
  async missingMigrations(): Promise<string[]> {
    const applied = new Set(await this.#appliedMigrations());
    return systemMigrations.map(({ name }) => name).filter((name) => !applied.has(name));
  }

  /** Migrations that only a newer version knows: what it made of the tables is not ours to work with. */
  async unknownMigrations(): Promise<string[]> {
    const known = new Set(systemMigrations.map(({ name }) => name));
    return (await this.#appliedMigrations()).filter((name) => !known.has(name));
  }

  async #appliedMigrations(): Promise<string[]> {
    const applied = await this.ownerTransaction(async (em) => {
      const [table] = await em.execute<{ here: boolean }[]>(
        "select to_regclass('portolan_migrations') is not null as here",
      );
      return table?.here ? em.execute<{ name: string }[]>('select name from portolan_migrations') : [];
    });
    return applied.map(({ name }) => name);
  }

  /** Whether a backup is being brought back into this database, or was until it was cut short. */
  async isBeingRestored(): Promise<boolean> {
    const sql = "select to_regclass('public.portolan_restore') is not null as here";
    const [row] = await this.ownerTransaction((em) => em.execute<{ here: boolean }[]>(sql));
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
    const [row] = await this.ownerTransaction((em) => em.execute<{ id: string }[]>(sql));
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
    return this.#writes.watched(this.#app.em.fork({ session: { variables } }).transactional(work));
  }

  /** One transaction as the owner, above all tenants. */
  ownerTransaction<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.#owner.em.fork().transactional(work);
  }

  /** Runs a prepared statement as the restricted role, in one round trip. It sets its own scope. */
  read<R extends pg.QueryResultRow>(statement: Statement, values: unknown[]): Promise<R[]> {
    return this.#reads.query<R>(statement, values);
  }

  /** Waits until this process has heard of everything that was committed before: what it recalls then is no older. */
  settled(): Promise<void> {
    return this.#listener.settled();
  }

  /**
   * Tells of each change of some scopes, whichever process makes it, without saying what it is: whoever is told reads the
   * state anew. So does everybody where changes may have been missed. Answers how to stop it.
   */
  watch(scopes: readonly string[], onNews: () => void): () => void {
    return this.#watchers.watch(scopes, onNews);
  }

  #heard(scope: string): void {
    this.remembered.change(scope);
    this.#watchers.change(scope);
  }

  #mayHaveMissed(): void {
    this.remembered.clear();
    this.#watchers.tellAll();
  }

  /**
   * Runs `work` while this process alone holds the lock called `name`, or answers undefined without running it when
   * another does. The lock lives in its own connection: it is free again the moment its holder dies.
   */
  tryExclusive<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
    return this.#locked('select pg_try_advisory_lock(727002, hashtext($1)) as held', name, work);
  }

  /** Like `tryExclusive`, and waits for its turn. */
  exclusive<T>(name: string, work: () => Promise<T>): Promise<T> {
    const sql = 'select true as held from pg_advisory_lock(727002, hashtext($1))';
    return this.#locked(sql, name, work) as Promise<T>;
  }

  async #locked<T>(sql: string, name: string, work: () => Promise<T>): Promise<T | undefined> {
    const client = await this.#locks.connect();
    let lost = false;
    const lose = () => {
      lost = true;
    };
    client.on('error', lose);
    try {
      const { rows } = await client.query<{ held: boolean }>(sql, [name]);
      return rows[0]?.held ? await work() : undefined;
    } finally {
      await client.query('select pg_advisory_unlock_all()').catch(lose);
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
    const pools = [...this.#builders, ['libraries', this.#pool], ['locks', this.#locks]] as const;
    return { reads: this.#reads.state(), ...Object.fromEntries(pools.map(([name, pool]) => [name, stateOf(pool)])) };
  }

  /** Connections of the restricted role, for libraries that bring their own SQL. */
  get pool(): pg.Pool {
    return this.#pool;
  }

  async close(): Promise<void> {
    this.#watchers.close();
    await Promise.all([this.#app.close(true), this.#owner.close(true), this.#reads.close(), this.#listener.close()]);
    await Promise.all([this.#pool.end(), this.#locks.end()]);
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

interface Login {
  user?: string;
  password?: () => Promise<string>;
  /** Start-up parameters of a session. */
  options: string;
}

function connect(
  url: string,
  max: number,
  { options, ...login }: Login,
  onPool: (pool: pg.Pool) => void,
  contextName = 'default',
): MikroORM {
  const onPoolCreated = (pool: pg.Pool) => {
    healPool(pool);
    onPool(pool);
  };
  return new MikroORM({
    contextName,
    clientUrl: url,
    // Else whoever connects first makes an empty database where one is missing.
    ensureDatabase: false,
    ...login,
    entities: [...systemEntities],
    pool: { min: 0, max },
    driverOptions: { ...SESSION, options, onPoolCreated },
    forceUtcTimezone: true,
    logger: () => {},
  });
}
