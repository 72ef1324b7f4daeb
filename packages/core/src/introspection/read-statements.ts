import type { TablePlaceInput, TableStatements } from '@portolan/contract';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { completeDefinition, type StoredDefinition } from './complete-definition.ts';
import { createStatement, dialectOf, quotingOf, selectStatement } from './ddl/index.ts';
import { fromSnapshot } from './latest-snapshot.ts';
import { noSnapshot } from './no-snapshot.ts';
import { requireLookedAt } from './snapshot-scope.ts';

const TABLE = `
  select d.definition from schema_tree_tables e join schema_tables d on d.hash = e.table_hash
  where e.tree_id = ? and e.schema = ? and e.name = ?`;

/** The statements that make a table, and that read some of its rows, to be copied; by the latest snapshot. */
export async function readStatements(ctx: TenantContext, input: TablePlaceInput): Promise<TableStatements> {
  const { id, schema, table } = input;
  const { db } = ctx.services;
  const { dbType } = await db.transaction({ tenantId: ctx.tenant.id }, (em) => requireConnection(em, ctx, id));
  const found = await fromSnapshot(ctx, id, async (em, snapshot) => {
    const [row] = await em.execute<{ definition: StoredDefinition }[]>(TABLE, [snapshot.treeId, schema, table]);
    if (!row) requireLookedAt(snapshot, schema);
    if (!row) throw new AppError('NOT_FOUND', `Table '${schema}.${table}' not found`);
    return completeDefinition(row.definition);
  });
  const definition = found ?? noSnapshot();
  const dialect = dialectOf(dbType);
  return {
    create: dialect ? createStatement(definition, dialect) : null,
    select: selectStatement(definition, quotingOf(dbType)),
  };
}
