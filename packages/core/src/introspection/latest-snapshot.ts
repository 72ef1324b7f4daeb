import type { SchemaItem, SnapshotRef, SnapshotScope } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { readDestination } from './read-destination.ts';

/** The latest snapshot of what a connection points at now. */
export interface LatestSnapshot {
  id: string;
  treeId: string;
  takenAt: Date;
  catalogs: string[];
  schemas: SchemaItem[];
  scope: SnapshotScope | null;
}

const LATEST = `
  select s.id, s.tree_id as "treeId", s.taken_at as "takenAt", t.catalogs, t.schemas, s.scope
  from schema_snapshots s join schema_trees t on t.id = s.tree_id
  where s.connection_id = ? and t.destination = ?
  order by s.taken_at desc, s.id
  limit 1`;

/**
 * Answers from the latest snapshot of a connection, in one transaction of the tenant's database; null where there is
 * none of where the connection points now.
 */
export async function fromSnapshot<T>(
  ctx: TenantContext,
  connectionId: string,
  read: (em: EntityManager, snapshot: LatestSnapshot) => Promise<T | null>,
): Promise<T | null> {
  const { db, tenantDatabases } = ctx.services;
  const row = await db.transaction({ tenantId: ctx.tenant.id }, (em) => requireConnection(em, ctx, connectionId));
  return tenantDatabases.transaction(ctx.tenant.slug, async (em) => {
    const [snapshot] = await em.execute<LatestSnapshot[]>(LATEST, [connectionId, readDestination(row)]);
    return snapshot ? read(em, snapshot) : null;
  });
}

export function refOf({ id, takenAt, scope }: LatestSnapshot): SnapshotRef {
  return { id, takenAt: new Date(takenAt).toISOString(), scope };
}

/** A system's own schemas are listed and never charted: what is in them, the database itself tells. */
export function isSystemSchema({ schemas }: LatestSnapshot, name: string | undefined): boolean {
  return schemas.some((schema) => schema.name === name && schema.isSystem);
}
