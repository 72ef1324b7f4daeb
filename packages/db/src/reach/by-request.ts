import { AsyncLocalStorage } from 'node:async_hooks';
import { createPostgreSqlTypeParsers } from '@mikro-orm/postgresql';
import { PostgresDialect } from 'kysely';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { UnheardChanges } from '../system/changes/unheard-changes.ts';
import { timestampTypes } from '../system/timestamps.ts';
import type { Connections, Reach } from './reach.ts';
import { RequestClients } from './request-clients.ts';

/** The connections of one request. */
export interface RequestScope {
  /** Runs a part of the request's work: what it reads and writes goes over these connections. */
  run<T>(work: () => T): T;
  /** Says goodbye to the server. Nothing may be at work any more. */
  end(): Promise<void>;
}

/**
 * As a runtime reaches PostgreSQL in which a socket belongs to the request that opened it: each request connects anew, so
 * that nothing is heard between two of them.
 */
export interface RequestReach extends Reach {
  begin(): RequestScope;
}

export function byRequest(): RequestReach {
  const scopes = new AsyncLocalStorage<Map<string, RequestClients>>();
  const clientsOf = (config: pg.ClientConfig): RequestClients => {
    const scope = scopes.getStore();
    if (!scope) throw new Error('The database is used outside of a request');
    const key = keyOf(config);
    const known = scope.get(key);
    if (known) return known;
    const clients = new RequestClients({ ...config, types: builderTypes });
    scope.set(key, clients);
    return clients;
  };
  const lent = (config: pg.ClientConfig): Connections => {
    const connect = async () => {
      const { client, release } = await clientsOf(config).lend();
      return { query: client.query.bind(client), release, on() {}, off() {} };
    };
    const query = (text: string | pg.QueryConfig, values?: unknown[]) =>
      clientsOf(config).query(typeof text === 'string' ? { text, ...(values ? { values } : {}) } : text);
    const counts = { totalCount: 0, idleCount: 0, waitingCount: 0 };
    // What pg's types say beyond this is said to callers that pass callbacks and streams: there are none.
    return { connect, query, end: async () => {}, ...counts } as unknown as Connections;
  };
  return {
    begin() {
      const scope = new Map<string, RequestClients>();
      return {
        run: (work) => scopes.run(scope, work),
        async end() {
          await Promise.all([...scope.values()].map((clients) => clients.end()));
        },
      };
    },
    openPool: lent,
    openReads: (config) => ({
      // Unnamed: the connection is gone before it would be asked the same again.
      query: async <R extends pg.QueryResultRow>({ text }: { text: string }, values: unknown[]) =>
        (await clientsOf(config).query<R>({ text, values, types: timestampTypes })).rows,
      state: () => ({ busy: 0, idle: 0, waiting: 0 }),
      close: async () => {},
    }),
    openChanges: () => new UnheardChanges(),
    builder({ url, login, session }) {
      const config = { ...parseIntoClientConfig(url), ...login, ...session };
      return { clientUrl: url, driverOptions: () => new PostgresDialect({ pool: { ...lent(config), options: {} } }) };
    },
    locks: 'transaction',
  };
}

/** One login with one way of working is one connection, whoever asks for it. */
function keyOf({ connectionString, host, port, user, database, options }: pg.ClientConfig): string {
  return JSON.stringify([connectionString, host, port, user, database, options]);
}

/** Values as MikroORM reads them of a pool of its own. */
const builderTypes = new pg.TypeOverrides();
/** That of text[]: entries as they are written. The types of pg know builtins alone. */
const parseArray = (pg.types.getTypeParser as (type: number) => (text: string) => string[])(1009);
for (const [oid, parse] of Object.entries(createPostgreSqlTypeParsers(parseArray))) {
  builderTypes.setTypeParser(Number(oid), parse);
}
