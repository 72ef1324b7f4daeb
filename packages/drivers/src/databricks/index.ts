import type { Driver } from '../driver.ts';
import { checkConnection } from './check-connection.ts';
import { diagnoseConnection } from './diagnose-connection.ts';
import { introspect } from './introspection/introspect.ts';

/** SQL warehouses and clusters of Databricks, with Unity Catalog or without. */
export const databricksDriver: Driver = { diagnose: diagnoseConnection, check: checkConnection, introspect };
