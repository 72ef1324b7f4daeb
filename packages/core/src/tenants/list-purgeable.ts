import { TenantEntity } from '@portolan/db';
import type { Services } from '../context.ts';

/** Slugs of the tenants that were deleted at least so many days ago, the longest gone first. */
export async function listPurgeable({ db }: Services, olderThanDays: number): Promise<string[]> {
  const before = new Date(Date.now() - olderThanDays * 86_400_000);
  const where = { status: 'deleted', deletedAt: { $lte: before } } as const;
  const rows = await db.ownerTransaction((em) => em.find(TenantEntity, where, { orderBy: { deletedAt: 'asc' } }));
  return rows.map(({ slug }) => slug);
}
