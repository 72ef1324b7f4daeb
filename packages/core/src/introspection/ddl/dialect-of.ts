import type { ConnectionKind } from '@portolan/contract';
import type { Dialect } from './dialect.ts';
import { MYSQL } from './mysql/dialect.ts';
import { POSTGRESQL } from './postgresql/dialect.ts';

/** Undefined for kinds that no statements are written for. */
export function dialectOf(kind: ConnectionKind | undefined): Dialect | undefined {
  if (kind === 'postgresql') return POSTGRESQL;
  return kind === 'mysql' ? MYSQL : undefined;
}
