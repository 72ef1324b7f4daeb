import type { ListSchemasInput, SchemaList } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { fromSnapshot, refOf } from './latest-snapshot.ts';
import { withTarget } from './with-target.ts';

/** From the latest snapshot, else from the database. */
export async function listSchemas(ctx: TenantContext, input: ListSchemasInput): Promise<SchemaList> {
  const kept = await fromSnapshot(ctx, input.id, async (_, snapshot) => ({
    items: snapshot.schemas,
    catalogs: snapshot.catalogs,
    snapshot: refOf(snapshot),
  }));
  return (
    kept ??
    withTarget(ctx, { id: input.id, action: 'introspection:schemas' }, (target, caller) =>
      ctx.services.drivers.schemas(target, caller),
    )
  );
}
