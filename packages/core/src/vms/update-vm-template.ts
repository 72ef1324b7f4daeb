import type { UpdateVmTemplateInput, VmTemplate } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import { AppError } from '../errors.ts';
import { type Changing, mutate } from '../mutate.ts';
import { toMib } from './gib.ts';
import { TEMPLATE_COLUMNS, type TemplateRow, toTemplate } from './template-row.ts';

const FIND = `
  select ${TEMPLATE_COLUMNS} from vm_templates t join hypervisors h on h.id = t.hypervisor_id where t.id = ?
  for update of t`;
const UPDATE = 'update vm_templates set name = ?, description = ?, cpu = ?, memory_mib = ? where id = ?';

/** Changes how a template is called, and what a machine of it has unless told otherwise. */
export function updateVmTemplate(ctx: Changing, input: UpdateVmTemplateInput): Promise<VmTemplate> {
  return mutate(
    ctx,
    async (em, held) => {
      const [before] = await em.execute<TemplateRow[]>(FIND, [input.id]);
      if (!before) throw new AppError('NOT_FOUND', 'Template not found');
      const after: TemplateRow = {
        ...before,
        name: input.name ?? before.name,
        description: input.description === undefined ? before.description : input.description || null,
        cpu: input.cpu ?? before.cpu,
        memoryMib: input.memoryGb === undefined ? before.memoryMib : toMib(input.memoryGb),
      };
      const { name, description, cpu, memoryMib, id } = after;
      await em.execute(UPDATE, [name, description, cpu, memoryMib, id], 'run');
      const details = { name, before: toTemplate(before), after: toTemplate(after) };
      const entry = { entityType: 'vm_template', entityId: id, details };
      await recordEvent(em, held, { action: 'vmTemplates:update', ...entry });
      return toTemplate(after);
    },
    { scope: 'owner' },
  );
}
