import type { Driver } from '../driver.ts';
import { diagnoseConnection } from './diagnose-connection.ts';
import { introspect } from './introspection/introspect.ts';

/** SQL Server 2016 and later, and the Azure services that speak as it does. */
export const sqlserverDriver: Driver = { diagnose: diagnoseConnection, introspect };
