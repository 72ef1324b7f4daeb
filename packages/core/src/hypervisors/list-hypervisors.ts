import { type HypervisorPage, type ListHypervisorsInput, toPage } from '@portolan/contract';
import { byName } from '../by-name.ts';
import type { Context } from '../context.ts';
import { HYPERVISOR_COLUMNS, type HypervisorRow, toHypervisor } from './hypervisor-row.ts';

const LIST = `select ${HYPERVISOR_COLUMNS} from hypervisors h order by ${byName('h.name')}, h.id limit ? offset ?`;

/** The hypervisors of the installation by name, as they were last seen. */
export function listHypervisors({ services }: Context, input: ListHypervisorsInput): Promise<HypervisorPage> {
  const { page, pageSize: limit, offset } = toPage(input);
  return services.db.ownerTransaction(async (em) => {
    const rows = await em.execute<HypervisorRow[]>(LIST, [limit, offset]);
    const [counted] = await em.execute<{ total: number }[]>('select count(*)::int as total from hypervisors');
    return { items: rows.map((row) => toHypervisor(services.keyring, row)), total: counted?.total ?? 0, page, limit };
  });
}
