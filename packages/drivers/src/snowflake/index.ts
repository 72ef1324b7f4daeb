import type { Driver } from '../driver.ts';
import { checkConnection } from './check-connection.ts';
import { diagnoseConnection } from './diagnose-connection.ts';
import { introspect } from './introspection/introspect.ts';
import { loadSdk } from './load-sdk.ts';

/** Databases of a Snowflake account. */
export const snowflakeDriver: Driver = {
  load: loadSdk,
  diagnose: diagnoseConnection,
  check: checkConnection,
  introspect,
};
