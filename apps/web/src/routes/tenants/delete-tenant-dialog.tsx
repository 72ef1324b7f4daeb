import type { Tenant } from '@portolan/contract';
import { useMutation } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { TextField } from '../../components/text-field.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm } from '../../lib/form.ts';
import { showToast } from '../../lib/toasts.ts';

/** Everyone in the tenant loses access at once: the short name has to be typed. */
export default function DeleteTenantDialog(props: { tenant: Tenant; onDeleted(): void; onClose(): void }) {
  const { name, slug } = props.tenant;
  const [problem, setProblem] = createSignal<string | null>(null);
  const form = createForm(
    { typed: '' },
    ({ typed }) => (typed.trim() === slug ? {} : { typed: `Type ${slug} to confirm` }),
    () => setProblem(null),
  );
  const remove = useMutation(() => ({ mutationFn: () => api.tenants.delete.mutate({ slug }) }));
  const submit = async (root: HTMLElement) => {
    if (!form.check(root)) return;
    try {
      await remove.mutateAsync();
    } catch (error) {
      setProblem(toFailure(error).message);
      return;
    }
    showToast({ tone: 'ok', title: `${name} deleted`, text: 'It can be restored until it is purged.' });
    props.onClose();
    props.onDeleted();
  };
  return (
    <FormDialog
      title={`Delete ${name}?`}
      description="Its members lose access at once. Its data stays, and it can be restored."
      submitLabel="Delete tenant"
      danger
      problem={problem()}
      busy={remove.isPending}
      dirty={false}
      class="max-w-md"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <TextField form={form} label={`Type “${slug}” to confirm`} name="typed" mono />
    </FormDialog>
  );
}
