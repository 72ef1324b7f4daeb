import type { Statement } from '@portolan/db';
import { byName } from '../by-name.ts';
import { type PageParts, pageStatement, SCOPE } from '../paged-read.ts';
import { VM_COLUMNS } from './vm-row.ts';

const machines = {
  columns: VM_COLUMNS,
  from: 'vms v',
  joins: 'join hypervisors h on h.id = v.hypervisor_id',
  where: 'v.tenant_id = scope.tenant_id and v.deleted_at is null',
  orderBy: `${byName('v.name')}, v.id`,
} satisfies PageParts;

/** $1 tenant, $2 limit, $3 offset. */
export const vmListStatement = pageStatement('vms-list', machines);

/** The same, with a pattern in $4 and a status in $5, null for any. */
export const vmSearchStatement = pageStatement('vms-search', {
  ...machines,
  where: `${machines.where} and ($4::text is null or ${byName("concat_ws(' ', v.name, v.ip_address)")} ilike $4)
    and ($5::text is null or v.status = $5)`,
});

const each = (where: string) => `
  select r.* from ${SCOPE}
  cross join lateral (
    select ${VM_COLUMNS} from vms v ${machines.joins} where ${machines.where}${where} offset 0
  ) r`;

/** $1 tenant, $2 its id. */
export const vmStatement: Statement = { name: 'vms-get', text: each(' and v.id = $2') };

/** All of $1. */
export const allVmsStatement: Statement = { name: 'vms-all', text: each('') };
