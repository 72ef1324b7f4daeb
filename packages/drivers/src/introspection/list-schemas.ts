import type { SchemaList } from '@portolan/contract';
import type { ConnectionTarget, Driver, DriverCall } from '../driver.ts';
import { outlineOf } from './outline-of.ts';

/** All schemas of a database, the system's last. */
export async function listSchemas(driver: Driver, target: ConnectionTarget, call: DriverCall): Promise<SchemaList> {
  const { schemas, catalogs } = await outlineOf(driver.introspect(target, { depth: 'schemas' }, call));
  return { items: schemas, catalogs, snapshot: null };
}
