import { HYPERVISOR_POOLS } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';

const FREE = 'update hypervisors set is_configured = false where is_configured';
/** Whoever looks after it begins anew where its address is another. */
const ADOPT = `
  update hypervisors set is_configured = true, claimed_by = null, claimed_until = null
  where id = (select id from hypervisors where uri = ? order by created_at, id limit 1) returning id`;
const INSERT = `
  insert into hypervisors (id, name, uri, pools, is_configured)
  select ?, case when exists (select from hypervisors where name = ?) then ? else ? end, ?, ?::jsonb, true`;

/** The hypervisor that the environment names, if any; one that it named before stays, as one that operators may remove. */
export async function seedHypervisor(em: EntityManager, uri: string | null): Promise<void> {
  const [known] = await em.execute<{ uri: string }[]>('select uri from hypervisors where is_configured');
  if ((known?.uri ?? null) === uri) return;
  await em.execute(FREE, [], 'run');
  if (uri === null) return;
  const adopted = await em.execute<object[]>(ADOPT, [uri]);
  if (adopted.length > 0) return;
  const id = crypto.randomUUID();
  const name = new URL(uri).hostname || 'This machine';
  const other = `${name} ${id.slice(0, 8)}`;
  await em.execute(INSERT, [id, name, other, name, uri, JSON.stringify(HYPERVISOR_POOLS)], 'run');
}
