import { type FieldList, fieldsOf, type ListFieldsInput, type MeasuredTable } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { completeDefinition } from './complete-definition.ts';
import { fromSnapshot, isSystemSchema, type LatestSnapshot, refOf } from './latest-snapshot.ts';
import { requireLookedAt } from './snapshot-scope.ts';
import { withTarget } from './with-target.ts';

const TABLE = `
  select d.definition || jsonb_build_object('rowEstimate', e.row_estimate, 'sizeBytes', e.size_bytes) as measured
  from schema_tree_tables e join schema_tables d on d.hash = e.table_hash
  where e.tree_id = ? and e.schema = ? and e.name = ?`;

/** All that is known of one table: what it is, its columns, keys and indexes. From the latest snapshot, else from the database. */
export async function listFields(ctx: TenantContext, input: ListFieldsInput): Promise<FieldList> {
  const kept = await fromSnapshot(ctx, input.id, async (em, snapshot) => {
    if (isSystemSchema(snapshot, input.schema)) return null;
    const table = await findTable(em, snapshot, input);
    return { fields: table && { ...fieldsOf(table), snapshot: refOf(snapshot) } };
  });
  const fields = kept ? kept.fields : await liveFields(ctx, input);
  const { table, schema } = input;
  if (!fields) throw new AppError('NOT_FOUND', `Table '${schema ? `${schema}.` : ''}${table}' not found`);
  return fields;
}

async function findTable(
  em: EntityManager,
  snapshot: LatestSnapshot,
  { schema, table }: ListFieldsInput,
): Promise<MeasuredTable | null> {
  const owner = schema ?? snapshot.schemas.find(({ isDefault }) => isDefault)?.name ?? '';
  const [row] = await em.execute<{ measured: MeasuredTable }[]>(TABLE, [snapshot.treeId, owner, table]);
  if (!row) requireLookedAt(snapshot, owner);
  return row ? completeDefinition(row.measured) : null;
}

function liveFields(ctx: TenantContext, { id, table, schema }: ListFieldsInput): Promise<FieldList | null> {
  return withTarget(ctx, { id, action: 'introspection:fields' }, (target, caller) =>
    ctx.services.drivers.fields(target, { schema, table }, caller),
  );
}
