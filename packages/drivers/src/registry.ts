import type { ConnectionKind } from '@portolan/contract';
import type { TargetDriver } from './target-driver.ts';

/** The driver of a kind. Imported when first needed: a database SDK costs nothing until somebody uses it. */
export async function driverFor(kind: ConnectionKind): Promise<TargetDriver> {
  switch (kind) {
    case 'postgresql':
      return (await import('./postgresql/index.ts')).postgresqlDriver;
    case 'mysql':
    case 'sqlserver':
    case 'databricks':
    case 'snowflake':
      return (await import('./unsupported-driver.ts')).unsupportedDriver(kind);
  }
}
