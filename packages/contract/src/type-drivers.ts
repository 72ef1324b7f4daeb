import type { ConnectionKind } from './connection-kinds.ts';
import * as z from './zod.ts';

/** The clients that types can be written for, the usual one of each kind first. */
export const DRIVERS_OF_KIND = {
  postgresql: ['pg', 'postgres', 'bun'],
  mysql: ['mysql2', 'mariadb'],
  sqlserver: ['mssql'],
  databricks: ['databricks'],
  snowflake: ['snowflake'],
} as const satisfies Record<ConnectionKind, readonly [string, ...string[]]>;

export const TYPE_DRIVERS = Object.values(DRIVERS_OF_KIND).flat();
export const TypeDriver = z.enum(TYPE_DRIVERS, `Must be one of ${TYPE_DRIVERS.join(', ')}`);
export type TypeDriver = z.infer<typeof TypeDriver>;
