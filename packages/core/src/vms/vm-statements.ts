import type { VmSort } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import { byName } from '../by-name.ts';
import { type PageStatement, pageStatement, SCOPE } from '../paged-read.ts';
import { VM_COLUMNS } from './vm-row.ts';

type Direction = 'asc' | 'desc';

const machines = {
  columns: VM_COLUMNS,
  from: 'vms v',
  joins: 'join hypervisors h on h.id = v.hypervisor_id',
  where: 'v.tenant_id = scope.tenant_id and v.deleted_at is null',
};

/** What needs somebody comes first, and what is at rest last. */
const STATUS_RANK = "array_position(array['ERROR', 'PROVISIONING', 'RUNNING', 'STOPPED'], v.status)";
const NAME = `${byName('v.name')}, v.id`;
const ORDER: Record<VmSort, (direction: Direction) => string> = {
  name: (direction) => `${byName('v.name')} ${direction}, v.id`,
  status: (direction) => `${STATUS_RANK} ${direction}, ${NAME}`,
  size: (direction) => `v.cpu ${direction}, v.memory_mib ${direction}, v.disk_mib ${direction}, ${NAME}`,
  created: (direction) => `v.created_at ${direction}, v.id`,
};

/** $1 tenant, $2 limit, $3 offset. */
export function vmListStatement(sort: VmSort, direction: Direction): PageStatement {
  return pageStatement(`vms-list-${sort}-${direction}`, { ...machines, orderBy: ORDER[sort](direction) });
}

/** The same, with a pattern in $4 and a status in $5, null for any. */
export function vmSearchStatement(sort: VmSort, direction: Direction): PageStatement {
  const where = `${machines.where} and ($4::text is null or ${byName("concat_ws(' ', v.name, v.ip_address)")} ilike $4)
    and ($5::text is null or v.status = $5)`;
  return pageStatement(`vms-search-${sort}-${direction}`, { ...machines, where, orderBy: ORDER[sort](direction) });
}

const each = (where: string) => `
  select r.* from ${SCOPE}
  cross join lateral (
    select ${VM_COLUMNS} from vms v ${machines.joins} where ${machines.where}${where} offset 0
  ) r`;

/** $1 tenant, $2 its id. */
export const vmStatement: Statement = { name: 'vms-get', text: each(' and v.id = $2') };

/** All of $1. */
export const allVmsStatement: Statement = { name: 'vms-all', text: each('') };
