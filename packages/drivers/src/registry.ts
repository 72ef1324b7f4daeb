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

/** Everything a call of this kind needs, so that the call itself waits for no code. */
export async function loadDriver(kind: ConnectionKind): Promise<void> {
  await (await driverFor(kind)).load?.();
}

export function driverFor(kind: ConnectionKind): Promise<Driver> {
  return DRIVERS[kind]();
}
