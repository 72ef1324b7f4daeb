import type { CompiledFunctions } from '@mikro-orm/core';
import type pg from 'pg';
import type { PoolState } from '../pool-state.ts';
import type { Remembered } from '../system/changes/remembered.ts';
import type { Statement } from '../system/statements.ts';

/** Connections with the same settings: any of them runs a statement, or one is lent. */
export type Connections = Pick<pg.Pool, 'connect' | 'query' | 'end' | 'totalCount' | 'idleCount' | 'waitingCount'>;

/** What a runtime has of its own, where it is not Node. */
export interface OtherRuntime {
  /** What MikroORM makes of the entities' texts elsewhere: here no code may be made of a text. */
  compiledEntities: () => Promise<CompiledFunctions>;
}

/** Whose transactions an ORM makes: those of requests, of the owner, or those in a tenant's own database. */
export type OrmKind = 'requests' | 'owner' | 'tenant';

/** What the query builder needs of its connections. */
export interface BuilderLogin {
  url: string;
  /** Whose login, where it is not the one in the URL. */
  login?: { user: string; password: () => Promise<string> } | undefined;
  session: pg.ClientConfig;
  max: number;
  idleTimeoutMillis?: number;
  onPool?: (pool: Connections) => void;
}

/** Statements of the hot path, each with its own scope. */
export interface Reads {
  query<R extends pg.QueryResultRow>(statement: Statement, values: unknown[]): Promise<R[]>;
  state(): PoolState;
  close(): Promise<void>;
}

/** What is heard of changes that others make. */
export interface Changes {
  readonly remembered: Remembered;
  /** Waits until everything that was committed before has been heard of. */
  settled(): Promise<void>;
  /** Tells of each change of some scopes, or whenever there may have been one. Answers how to stop it. */
  watch(scopes: readonly string[], onNews: () => void): () => void;
  close(): Promise<void>;
}

export interface ReadsOptions {
  /** Connections at once. */
  most: number;
  onError: (error: Error) => void;
}

/**
 * How a runtime reaches PostgreSQL: whether connections outlive a request, and so whether anything can be heard or
 * remembered between two of them.
 */
export interface Reach {
  openPool(config: pg.PoolConfig, onError: (error: Error) => void): Connections;
  openReads(config: pg.ClientConfig, options: ReadsOptions): Reads;
  openChanges(config: pg.ClientConfig, mayRemember: boolean): Changes;
  /** What MikroORM is told of a login's connections; asked once it is loaded. */
  builder(login: BuilderLogin): Promise<BuilderSettings>;
  /** Whether a lock is a session's, or ends with the transaction that takes it. */
  readonly locks: 'session' | 'transaction';
}

/** The part of MikroORM's options that connects it. */
export interface BuilderSettings {
  clientUrl: string;
  user?: string;
  password?: () => Promise<string>;
  pool?: { min: number; max: number; idleTimeoutMillis?: number };
  driverOptions: object;
  compiledFunctions?: CompiledFunctions;
}
