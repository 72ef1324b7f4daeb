import type { VmTemplate } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import { byName } from '../by-name.ts';
import type { Context } from '../context.ts';
import { assertHypervisor } from '../hypervisors/index.ts';
import { TEMPLATE_COLUMNS, type TemplateRow, toTemplate } from './template-row.ts';

const LIST: Statement = {
  name: 'vm-templates-list',
  text: `
    select ${TEMPLATE_COLUMNS} from vm_templates t join hypervisors h on h.id = t.hypervisor_id
    where t.gone_at is null order by ${byName('t.name')}, t.id limit 1000`,
};

/** What machines can be made from, as the pools of the hypervisors were last seen. */
export async function listVmTemplates({ services }: Context): Promise<VmTemplate[]> {
  const rows = await services.db.read<TemplateRow>(LIST, []);
  if (rows.length === 0) await assertHypervisor(services);
  return rows.map(toTemplate);
}
