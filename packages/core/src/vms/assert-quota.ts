import type { ErrorDetail } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { AppError } from '../errors.ts';
import { gbText } from './gib.ts';
import { LIMIT_COLUMNS, type LimitRow, readUsed, type UsedRow } from './quota-row.ts';

export type WantedSizes = Omit<UsedRow, 'machines'>;

/** Whoever else makes a machine in this tenant waits here, and counts this one. */
const TURN = `update vm_quotas set turn = turn + 1 where tenant_id = ? returning ${LIMIT_COLUMNS}`;

const MEASURES = [
  { key: 'machines', path: '', what: 'machines', text: String },
  { key: 'cpu', path: 'cpu', what: 'CPUs', text: String },
  { key: 'memoryMib', path: 'memoryGb', what: 'memory', text: gbText },
  { key: 'diskMib', path: 'diskGb', what: 'disk', text: gbText },
] as const;

/** Takes the tenant's turn, and refuses what its quota has no room for, by how much. */
export async function assertQuota(em: EntityManager, tenantId: string, sizes: WantedSizes): Promise<void> {
  const [limits] = await em.execute<LimitRow[]>(TURN, [tenantId]);
  if (!limits) throw new Error('A tenant has a row of its quota');
  const used = await readUsed(em, tenantId);
  const wanted = { machines: 1, ...sizes };
  const lacking = MEASURES.flatMap(({ key, path, what, text }): ErrorDetail[] => {
    const limit = limits[key];
    if (limit === null || used[key] + wanted[key] <= limit) return [];
    const left = Math.max(0, limit - used[key]);
    const lack = text(used[key] + wanted[key] - limit);
    const message = `${what}: ${text(wanted[key])} wanted, ${text(left)} of ${text(limit)} left, ${lack} too much`;
    return [{ path, code: 'quota_exceeded', message }];
  });
  if (lacking.length === 0) return;
  const words = lacking.map(({ message }) => message).join('; ');
  throw new AppError('QUOTA_EXCEEDED', `The quota of this tenant has no room for it: ${words}`, { details: lacking });
}
