import type { Driver } from '../driver.ts';
import { diagnoseConnection } from './diagnose-connection.ts';
import { introspect } from './introspection/introspect.ts';

/** Databases of a Snowflake account. */
export const snowflakeDriver: Driver = { diagnose: diagnoseConnection, introspect };
