import type { Session } from '@portolan/contract';
import { SessionEntity } from '@portolan/db';
import type { SessionContext } from '../context.ts';

const MOST = 100;
const FIELDS = ['userAgent', 'address', 'createdAt', 'lastSeenAt', 'expiresAt'] as const;

/** Where the caller is signed in, the latest seen first. */
export function listSessions(ctx: SessionContext): Promise<Session[]> {
  const { userId } = ctx.principal;
  const where = { userId, expiresAt: { $gt: new Date() } };
  return ctx.services.db.transaction({ userId }, async (em) => {
    const orderBy = { lastSeenAt: 'desc', id: 'asc' } as const;
    const rows = await em.find(SessionEntity, where, { fields: FIELDS, orderBy, limit: MOST });
    return rows.map((row) => ({
      id: row.id,
      userAgent: row.userAgent ?? null,
      address: row.address ?? null,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      isCurrent: row.id === ctx.sessionId,
    }));
  });
}
