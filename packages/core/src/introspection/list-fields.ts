import type { FieldList, ListFieldsInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { withTarget } from './with-target.ts';

/** Columns, keys and indexes of one table. */
export async function listFields(ctx: TenantContext, input: ListFieldsInput): Promise<FieldList> {
  const { table, schema } = input;
  const fields = await withTarget(ctx, input.id, (target) => ctx.services.drivers.fields(target, { schema, table }));
  if (!fields) throw new AppError('NOT_FOUND', `Table '${schema ? `${schema}.` : ''}${table}' not found`);
  return fields;
}
