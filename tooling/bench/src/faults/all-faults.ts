import type { ConnectionKind } from '@portolan/contract';
import type { Fault } from './fault.ts';

/** The faults of every engine, each list loaded when its turn comes. */
export const ALL_FAULTS: Partial<Record<ConnectionKind, () => Promise<Fault[]>>> = {
  postgresql: async () => (await import('./postgresql.ts')).postgresqlFaults(),
  mysql: async () => (await import('./mysql.ts')).mysqlFaults(),
  sqlserver: async () => (await import('./sqlserver.ts')).sqlserverFaults(),
  databricks: async () => (await import('./databricks.ts')).databricksFaults(),
  snowflake: async () => (await import('./snowflake.ts')).snowflakeFaults(),
};
