import { UpdateVmInput, type Vm } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { TextField } from '../../components/text-field.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm } from '../../lib/form.ts';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { schemaErrors } from '../../lib/schema-errors.ts';
import { showToast } from '../../lib/toasts.ts';
import { t } from './dialog-texts.ts';
import { keepNews } from './keep-news.ts';
import { vmQueries } from './queries.ts';

export default function RenameDialog(props: { vm: Vm; onClose(): void }) {
  const queries = useQueryClient();
  const { id, name } = props.vm;
  const [problem, setProblem] = createSignal<string | null>(null);
  const validate = (draft: { name: string }): FieldErrors =>
    draft.name.trim() === '' ? { name: t().nameMissing } : schemaErrors(UpdateVmInput, { id, name: draft.name.trim() });
  const form = createForm({ name }, validate, () => setProblem(null));
  const save = useMutation(() => ({ mutationFn: (given: string) => api.vms.update.mutate({ id, name: given }) }));
  const submit = async (root: HTMLElement) => {
    if (!form.check(root)) return;
    try {
      const vm = await save.mutateAsync(form.values.name.trim());
      keepNews(queries, { type: 'changed', vm });
      showToast({ tone: 'ok', title: t().renamed(vm.name) });
      props.onClose();
      await queries.invalidateQueries({ queryKey: vmQueries.lists() });
    } catch (error) {
      setProblem(toFailure(error).message);
    }
  };
  return (
    <FormDialog
      title={t().renameTitle(name)}
      submitLabel={t().rename}
      problem={problem()}
      busy={save.isPending}
      dirty={form.dirty()}
      class="max-w-md"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <TextField form={form} label={t().name} required name="name" />
    </FormDialog>
  );
}
