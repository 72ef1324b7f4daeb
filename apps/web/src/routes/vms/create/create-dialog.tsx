import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { TextField } from '../../../components/text-field.tsx';
import { FormDialog } from '../../../components/ui/form-dialog.tsx';
import { type Failure, toFailure } from '../../../lib/app-error.ts';
import { api } from '../../../lib/client.ts';
import { createForm, focusFirstInvalid } from '../../../lib/form.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toasts.ts';
import { t } from '../dialog-texts.ts';
import { vmQueries } from '../queries.ts';
import { refusedFields } from './refused-fields.ts';
import { SizeFields } from './size-fields.tsx';
import { SourceFields } from './source-fields.tsx';
import { EMPTY, toCreation, type VmDraft, validateVm } from './vm-draft.ts';

/** A new machine, from a template or an image. */
export default function CreateDialog(props: { onClose(): void }) {
  const queries = useQueryClient();
  const [problem, setProblem] = createSignal<string | null>(null);
  const templates = useLiveQuery(vmQueries.templates);
  const quota = useLiveQuery(() => ({ ...vmQueries.quota(), staleTime: 0 }));
  const form = createForm<VmDraft>(
    EMPTY,
    (draft) => validateVm(draft, templates.data ?? []),
    () => setProblem(null),
  );
  const create = useMutation(() => ({ mutationFn: (draft: VmDraft) => api.vms.create.mutate(toCreation(draft)) }));
  const refuse = async (failure: Failure, root: HTMLElement) => {
    // Somebody else may have taken what was left.
    const now = failure.code === 'QUOTA_EXCEEDED' ? (await quota.refetch()).data : undefined;
    const refused = refusedFields(failure, { ...form.values }, now);
    if (Object.keys(refused).length === 0) return setProblem(failure.message);
    form.reject(refused);
    focusFirstInvalid(root);
  };
  const submit = async (root: HTMLElement) => {
    if (!form.check(root)) return;
    try {
      const { name } = await create.mutateAsync({ ...form.values });
      showToast({ tone: 'ok', title: t().created(name) });
      // It closes by its address, which nothing that was typed holds back any more.
      form.reset();
      props.onClose();
      await queries.invalidateQueries({ queryKey: vmQueries.lists() });
    } catch (error) {
      await refuse(toFailure(error), root);
    }
  };
  return (
    <FormDialog
      title={t().newTitle}
      submitLabel={t().create}
      problem={problem()}
      busy={create.isPending}
      dirty={form.dirty()}
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <TextField form={form} label={t().name} required name="name" placeholder={t().nameExample} />
      <SourceFields
        form={form}
        templates={templates.data}
        failure={templates.isError ? toFailure(templates.error).message : null}
      />
      <SizeFields form={form} quota={quota.data} />
    </FormDialog>
  );
}
