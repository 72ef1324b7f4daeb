import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { HeardChanges } from '../system/changes/heard-changes.ts';
import { Remembered } from '../system/changes/remembered.ts';
import { timestampTypes } from '../system/timestamps.ts';
import type { Connections, OtherRuntime, Reach } from './reach.ts';
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

export function byRequest({ compiledEntities }: OtherRuntime): RequestReach {
  const scopes = new AsyncLocalStorage<Scope>();
  const scope = (): Scope => {
    const current = scopes.getStore();
    if (!current) throw new Error('The database is used outside of a request');
    return current;
  };
  const clientsOf = (given: pg.ClientConfig): RequestClients => {
    const config = plain(given);
    const { clients } = scope();
    const key = keyOf(config);
    const known = clients.get(key);
    if (known) return known;
    const made = new RequestClients(config);
    clients.set(key, made);
    return made;
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
      const own: Scope = { clients: new Map(), changes: null };
      return {
        run: (work) => scopes.run(own, work),
        async end() {
          await Promise.all([own.changes?.close(), ...[...own.clients.values()].map((clients) => clients.end())]);
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
    // Between two requests nothing is heard, so nothing is remembered; one that lasts listens for itself.
    openChanges: (config) => ({
      remembered: new Remembered(() => false),
      settled: async () => {},
      watch(scopesOfNews, onNews) {
        const own = scope();
        own.changes ??= new HeardChanges(config, false);
        return own.changes.watch(scopesOfNews, onNews);
      },
      close: async () => {},
    }),
    async builder({ url, login, session }) {
      const { requestDialect } = await import('../orm/request-dialect.ts');
      const connections = lent({ connectionString: url, ...login, ...session });
      return {
        clientUrl: url,
        compiledFunctions: await compiledEntities(),
        driverOptions: () => requestDialect(connections),
      };
    },
    locks: 'transaction',
  };
}

interface Scope {
  clients: Map<string, RequestClients>;
  /** What a request hears that waits for changes. */
  changes: HeardChanges | null;
}

/** A URL in its parts, which what is said beside it goes before. */
function plain({ connectionString, ...config }: pg.ClientConfig): pg.ClientConfig {
  return connectionString === undefined ? config : { ...parseIntoClientConfig(connectionString), ...config };
}

/** One login with one way of working is one connection, whoever asks for it. */
function keyOf({ host, port, user, database, options }: pg.ClientConfig): string {
  return JSON.stringify([host, port, user, database, options]);
}
