import type { ConnectionKind } from '@portolan/contract';
import type { Driver } from './driver.ts';

/** Each imported when first needed: a database SDK costs nothing until somebody uses it. */
const DRIVERS: Record<ConnectionKind, () => Promise<Driver>> = {
  postgresql: async () => (await import('./postgresql/index.ts')).postgresqlDriver,
  mysql: async () => (await import('./mysql/index.ts')).mysqlDriver,
  sqlserver: async () => (await import('./sqlserver/index.ts')).sqlserverDriver,
  databricks: async () => (await import('./databricks/index.ts')).databricksDriver,
  snowflake: async () => (await import('./snowflake/index.ts')).snowflakeDriver,
};

export function driverFor(kind: ConnectionKind): Promise<Driver> {
  return DRIVERS[kind]();
}
