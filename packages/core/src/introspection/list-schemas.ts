import type { ListSchemasInput, SchemaList } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { withTarget } from './with-target.ts';

export function listSchemas(ctx: TenantContext, input: ListSchemasInput): Promise<SchemaList> {
  return withTarget(ctx, input.id, (target) => ctx.services.drivers.schemas(target));
}
