import type { TargetDriver } from '../target-driver.ts';
import { listFields } from './introspection/list-fields.ts';
import { listSchemas } from './introspection/list-schemas.ts';
import { listTables } from './introspection/list-tables.ts';
import { testConnection } from './test-connection.ts';

/** PostgreSQL 12 and later. */
export const postgresqlDriver: TargetDriver = {
  test: testConnection,
  schemas: listSchemas,
  tables: listTables,
  fields: listFields,
};
