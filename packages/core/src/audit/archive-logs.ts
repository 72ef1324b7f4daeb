import type { Context } from '../context.ts';
import type { ArchiveMonth } from '../ports/index.ts';
import { type ArchivedChain, archiveChain } from './archive-chain.ts';
import { INSTALLATION_CHAIN } from './chain.ts';

/** Archives what is older than so many whole months out of every log; one that is not sound stays whole, and stops nobody else. */
export async function archiveLogs(
  ctx: Context,
  months: number,
  archive: ArchiveMonth,
): Promise<{ archived: ArchivedChain[]; refused: string[] }> {
  const now = new Date();
  const before = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
  const chains = await ctx.services.db.ownerTransaction((em) =>
    em.execute<{ id: string; log: string }[]>(
      `select c.id, coalesce(t.slug, 'installation') as log from audit_chains c left join tenants t on t.id = c.id
       where t.id is not null or c.id = ? order by t.slug nulls first`,
      [INSTALLATION_CHAIN],
    ),
  );
  const archived: ArchivedChain[] = [];
  const refused: string[] = [];
  for (const chain of chains) {
    try {
      archived.push(await archiveChain(ctx, chain, before, archive));
    } catch (err) {
      ctx.services.log.error({ err, log: chain.log }, 'an audit log could not be archived');
      refused.push(chain.log);
    }
  }
  return { archived, refused };
}

const DAY_MS = 86_400_000;
let lastRound = 0;

/** The same by the configuration, once a day in each process, one process at a time. */
export async function retainAudit(ctx: Context): Promise<void> {
  const { db, auditRetention } = ctx.services;
  if (!auditRetention || Date.now() - lastRound < DAY_MS) return;
  lastRound = Date.now();
  const { months, archive } = auditRetention;
  await db.tryExclusive('audit retention', () => archiveLogs(ctx, months, archive));
}
