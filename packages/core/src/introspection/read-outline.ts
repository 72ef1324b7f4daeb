import type { ConnectionIdInput, Outline } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import type { IntrospectionOutline } from '@portolan/drivers';
import type { TenantContext } from '../context.ts';
import { fromSnapshot, type LatestSnapshot, refOf } from './latest-snapshot.ts';
import { tablesIn } from './tables-in.ts';
import { withTarget } from './with-target.ts';

type Named = { schema: string; name: string; type: 'table' | 'view' };

/** Every schema with the names in it. From the latest snapshot, else from the database. */
export async function readOutline(ctx: TenantContext, { id }: ConnectionIdInput): Promise<Outline> {
  return (await fromSnapshot(ctx, id, keptOutline)) ?? liveOutline(ctx, id);
}

async function keptOutline(em: EntityManager, snapshot: LatestSnapshot): Promise<Outline> {
  const names = 'select schema, name, type from schema_tree_tables where tree_id = ? order by schema, name';
  const tables = await em.execute<Named[]>(names, [snapshot.treeId]);
  return { schemas: grouped(snapshot.schemas, tables), snapshot: refOf(snapshot) };
}

function liveOutline(ctx: TenantContext, id: string): Promise<Outline> {
  return withTarget(ctx, { id, action: 'introspection:outline' }, async (target, caller) => {
    let schemas: IntrospectionOutline['schemas'] = [];
    const tables: Named[] = [];
    for await (const page of ctx.services.drivers.introspect(target, { depth: 'tables' }, caller)) {
      if (page.kind === 'outline') schemas = page.schemas;
      else tables.push(...tablesIn(page));
    }
    return { schemas: grouped(schemas, tables), snapshot: null };
  });
}

function grouped(schemas: IntrospectionOutline['schemas'], tables: readonly Named[]): Outline['schemas'] {
  const bySchema = Map.groupBy(tables, ({ schema }) => schema);
  return schemas.map((schema) => ({
    ...schema,
    tables: (bySchema.get(schema.name) ?? []).map(({ name, type }) => ({ name, type })),
  }));
}
