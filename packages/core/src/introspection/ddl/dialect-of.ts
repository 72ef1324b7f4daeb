import type { ConnectionKind } from '@portolan/contract';
import type { Dialect, Quoting } from './dialect.ts';
import { MYSQL } from './mysql/dialect.ts';
import { POSTGRESQL } from './postgresql/dialect.ts';

/** Undefined for kinds that no statements are written for. */
export function dialectOf(kind: ConnectionKind | undefined): Dialect | undefined {
  if (kind === 'postgresql') return POSTGRESQL;
  return kind === 'mysql' ? MYSQL : undefined;
}

const QUOTING: Record<ConnectionKind, Quoting> = {
  postgresql: POSTGRESQL,
  mysql: MYSQL,
  databricks: MYSQL,
  snowflake: POSTGRESQL,
  sqlserver: {
    quoted: (name) => `[${name.replaceAll(']', ']]')}]`,
    limit: (rows) => ({ head: `TOP (${rows})`, tail: '' }),
  },
};

export const quotingOf = (kind: ConnectionKind): Quoting => QUOTING[kind];
