import type { Driver } from '../driver.ts';
import { diagnoseConnection } from './diagnose-connection.ts';
import { introspect } from './introspection/introspect.ts';

/** MySQL 8 and later, MariaDB 10.5 and later. */
export const mysqlDriver: Driver = { diagnose: diagnoseConnection, introspect };
