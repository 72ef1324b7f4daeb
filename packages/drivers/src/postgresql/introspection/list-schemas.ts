import { type SchemaItem, SchemaList } from '@portolan/contract';
import type { ConnectionTarget } from '../../driver.ts';
import type { CallContext } from '../../target-driver.ts';
import { chartSession } from './chart-session.ts';

// Temporary and TOAST schemas belong to other sessions and to the storage: nobody charts them.
const SCHEMAS = `
  select nspname::text as name,
         nspname = $1::text as "isDefault",
         starts_with(nspname::text, 'pg_') or nspname = 'information_schema' as "isSystem"
  from pg_namespace
  where not starts_with(nspname::text, 'pg_temp_')
    and not starts_with(nspname::text, 'pg_toast')
  order by "isSystem", nspname`;

/** All schemas, the system's last. */
export function listSchemas(target: ConnectionTarget, context: CallContext): Promise<SchemaList> {
  return chartSession(target, context, SchemaList, async (session) => ({
    items: await session.query<SchemaItem>(SCHEMAS, [session.defaultSchema]),
  }));
}
