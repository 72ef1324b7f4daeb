import type { Driver } from '../driver.ts';
import { diagnoseConnection } from './diagnose-connection.ts';
import { introspect } from './introspection/introspect.ts';

/** PostgreSQL 12 and later. */
export const postgresqlDriver: Driver = { diagnose: diagnoseConnection, introspect };
