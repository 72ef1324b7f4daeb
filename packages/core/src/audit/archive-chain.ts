import type { EntityManager } from '@portolan/db';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import type { ArchiveMonth } from '../ports/index.ts';
import { INSTALLATION_CHAIN } from './chain.ts';
import { CHAIN_COLUMNS, type ChainRow } from './chain-rows.ts';
import { recordEvent } from './record-event.ts';
import { SEAL_COLUMNS, type SealRow, writeSeal } from './seals.ts';
import { verifyOwnersChain } from './verify-installation.ts';

export interface ArchivedChain {
  log: string;
  events: number;
  files: string[];
}

interface ArchivedLog {
  id: string;
  /** `installation`, or the slug of a tenant. */
  log: string;
}

/**
 * Takes the events before a moment out of a chain, month by month: each month is written out first, then removed together
 * with the seal of where the chain goes on and the event that says so. Only a chain that is sound loses anything, and the
 * last event always stays.
 */
export async function archiveChain(
  ctx: Context,
  chain: ArchivedLog,
  before: Date,
  archive: ArchiveMonth,
): Promise<ArchivedChain> {
  const { db } = ctx.services;
  const found = await verifyOwnersChain(ctx.services, chain.id);
  if (!found.ok) throw new AppError('CONFLICT', `The log of ${chain.log} is not sound: nothing of it is archived`);
  const result: ArchivedChain = { log: chain.log, events: 0, files: [] };
  for (;;) {
    const month = await db.ownerTransaction((em) => nextMonth(em, chain.id, before));
    if (month.length === 0) return result;
    const first = month[0] as ChainRow & { seq: number };
    const last = month.at(-1) as ChainRow & { seq: number; hash: string };
    const part = { log: chain.log, month: first.createdAt.slice(0, 7), from: first.seq, to: last.seq };
    const file = await archive({ ...part, lines: month.map((row) => JSON.stringify(row)) });
    await db.ownerTransaction((em) => takeAway(em, ctx, chain, { ...part, hash: last.hash, file }));
    result.events += month.length;
    result.files.push(file);
  }
}

/** As many events of one month as are written and removed in one go. */
const PORTION = 20_000;

/** The oldest events of one month that are old enough: never the last one, and no part of a stretch that is vouched for as one. */
async function nextMonth(em: EntityManager, chainId: string, before: Date): Promise<ChainRow[]> {
  const whose = chainId === INSTALLATION_CHAIN ? 'tenant_id is null' : `tenant_id = '${chainId}'::uuid`;
  const rows = await em.execute<ChainRow[]>(
    `with bounds as (
       select min(seq) filter (where created_at >= ?) as young, max(seq) as newest, min(seq) as oldest
       from audit_events where ${whose}
     ), reach as (
       select least(coalesce(young, newest), newest) - 1 as until,
              (select date_trunc('month', created_at) from audit_events where ${whose} and seq = bounds.oldest) as month
       from bounds
     )
     select ${CHAIN_COLUMNS} from audit_events, reach
     where ${whose} and audit_events.seq <= reach.until and date_trunc('month', audit_events.created_at) = reach.month
     order by audit_events.seq limit ?`,
    [before, PORTION],
  );
  // A clock that went back may have put another month in between: what is removed has no gaps.
  const whole = rows.slice(0, rows.findIndex((row, at) => row.seq !== (rows[0]?.seq ?? 0) + at) >>> 0);
  const [spanning] = await em.execute<{ from: number }[]>(
    'select from_seq::float8 as "from" from audit_attestations where chain_id = ? and from_seq <= ? and to_seq > ?',
    [chainId, whole.at(-1)?.seq ?? 0, whole.at(-1)?.seq ?? 0],
  );
  return spanning ? whole.filter(({ seq }) => (seq ?? 0) < spanning.from) : whole;
}

async function takeAway(
  em: EntityManager,
  ctx: Context,
  { id, log }: ArchivedLog,
  part: { month: string; from: number; to: number; hash: string; file: string },
): Promise<void> {
  const [cut] = await em.execute<SealRow[]>(
    `select ${SEAL_COLUMNS} from audit_seals where kind = 'cut' and chain_id = ? for update`,
    [id],
  );
  if ((cut?.seq ?? 0) !== part.from - 1)
    throw new AppError('CONFLICT', `The log of ${log} is being archived elsewhere`);
  await writeSeal(em, ctx.services.keyring, { kind: 'cut', chainId: id, seq: part.to, hash: part.hash });
  const tenantId = id === INSTALLATION_CHAIN ? null : id;
  await em.execute('delete from audit_attestations where chain_id = ? and to_seq <= ?', [id, part.to], 'run');
  await em.execute(
    'delete from audit_events where tenant_id is not distinct from ?::uuid and seq <= ?',
    [tenantId, part.to],
    'run',
  );
  const { hash: _, ...details } = part;
  const entry = { action: 'audit:archive', entityType: 'audit_log', details } as const;
  await recordEvent(em, ctx, tenantId ? { ...entry, tenantId } : entry);
}
