import { UpdateVmTemplateInput, type VmTemplate } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { TextField } from '../../components/text-field.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm } from '../../lib/form.ts';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { readNumber } from '../../lib/read-number.ts';
import { schemaErrors } from '../../lib/schema-errors.ts';
import { showToast } from '../../lib/toasts.ts';
import { writeNumber } from '../../lib/write-number.ts';
import { vmQueries } from '../vms/index.ts';
import { t } from './dialog-texts.ts';

type TemplateDraft = Record<'name' | 'description' | 'cpu' | 'memoryGb', string>;

function toChange(id: string, draft: TemplateDraft): UpdateVmTemplateInput {
  return {
    id,
    name: draft.name.trim(),
    description: draft.description.trim() || null,
    cpu: readNumber(draft.cpu) ?? Number.NaN,
    memoryGb: readNumber(draft.memoryGb) ?? Number.NaN,
  };
}

/** What a template is called, and what a machine of it has unless it is told otherwise. */
export default function TemplateDialog(props: { template: VmTemplate; onClose(): void }) {
  const queries = useQueryClient();
  const { id, name, description, cpu, memoryGb } = props.template;
  const [problem, setProblem] = createSignal<string | null>(null);
  const validate = (draft: TemplateDraft): FieldErrors => {
    const errors = schemaErrors(UpdateVmTemplateInput, toChange(id, draft));
    if (draft.name.trim() === '') errors.name = t().nameMissing;
    return errors;
  };
  const initial = { name, description: description ?? '', cpu: writeNumber(cpu), memoryGb: writeNumber(memoryGb) };
  const form = createForm<TemplateDraft>(initial, validate, () => setProblem(null));
  const save = useMutation(() => ({
    mutationFn: () => api.vmTemplates.update.mutate(toChange(id, { ...form.values })),
  }));
  const submit = async (root: HTMLElement) => {
    if (!form.check(root)) return;
    try {
      const saved = await save.mutateAsync();
      showToast({ tone: 'ok', title: t().saved(saved.name) });
      props.onClose();
      await queries.invalidateQueries({ queryKey: vmQueries.templates().queryKey });
    } catch (error) {
      setProblem(toFailure(error).message);
    }
  };
  return (
    <FormDialog
      title={t().templateTitle(name)}
      submitLabel={t().save}
      problem={problem()}
      busy={save.isPending}
      dirty={form.dirty()}
      class="max-w-md"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <TextField form={form} label={t().name} required name="name" />
      <TextField form={form} label={t().description} name="description" />
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField form={form} label={t().cpu} required name="cpu" inputmode="numeric" />
        <TextField form={form} label={t().memoryGb} required name="memoryGb" inputmode="decimal" />
      </div>
    </FormDialog>
  );
}
