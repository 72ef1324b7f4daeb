import type { ConnectionTarget } from '@portolan/drivers';
import { passwordOf } from '@portolan/drivers/testing';
import { createAuthority } from '@portolan/testing/postgres';

/**
 * A database that the conformance suite runs against. It holds, in the default schema of `target`:
 *
 *     customers  id            integer, identity or auto-increment where the engine has it, primary key
 *                email         text of at most 80 characters, not null, unique where the engine has it
 *                comment on the table: "People who buy"; on email: "Where to write to"
 *     orders     id            integer, primary key
 *                customer_id   integer, not null, foreign key to customers.id, on delete cascade where the engine has it
 *                total         decimal(10,2), not null, default 0
 *                placed_at     timestamp, nullable
 *                note          text, nullable
 *                an index on customer_id where the engine has indexes
 *     big_orders a view: the orders with a total above 100
 *
 * Names are in the case the engine keeps for unquoted names (`spell`).
 */
export interface Peer extends AsyncDisposable {
  /** Works, over verified TLS where the engine has TLS. */
  target: ConnectionTarget;
  /** The same target made wrong in one way; absent where the engine knows no such thing. */
  wrong: {
    password: ConnectionTarget;
    user?: ConnectionTarget;
    database?: ConnectionTarget;
    /** Trusts another authority than the one that signed the server's certificate. */
    authority?: ConnectionTarget;
    /** Reaches the server by a name that its certificate does not bear. */
    hostName?: ConnectionTarget;
    /** A login that works and may read nothing. */
    unprivileged?: ConnectionTarget;
  };
  /** The default schema of `target`. */
  schema: string;
  /** How the engine keeps an unquoted name: `ORDERS` in Snowflake. */
  spell(name: string): string;
  has: { identity: boolean; uniques: boolean; indexes: boolean; foreignKeyActions: boolean; tls: boolean };
}

/** Started when the suite comes to it. `name` says what it is: an emulator is called one. */
export interface PeerKind {
  name: string;
  start(): Promise<Peer>;
}

/** A target with a password and an authority of its own, made wrong in each way; `poor` may log in and read nothing. */
export function wrongFrom(target: ConnectionTarget) {
  const { ca } = createAuthority('Another authority');
  return {
    password: { ...target, credential: passwordOf('not it') },
    user: { ...target, username: 'nobody' },
    database: { ...target, databaseName: 'nowhere' },
    authority: { ...target, options: { ...target.options, sslCa: ca } },
    hostName: { ...target, host: '127.0.0.1' },
    unprivileged: { ...target, username: 'poor' },
  } satisfies Peer['wrong'];
}

/** What a relational server has. */
export const EVERYTHING = { identity: true, uniques: true, indexes: true, foreignKeyActions: true, tls: true };
