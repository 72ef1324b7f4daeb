import type { Tenant } from '@portolan/contract';
import { useMutation } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { TextField } from '../../components/text-field.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm } from '../../lib/form.ts';
import { showToast } from '../../lib/toasts.ts';
import { t } from './dialog-texts.ts';

/** Everyone in the tenant loses access at once: the short name has to be typed. */
export default function DeleteTenantDialog(props: { tenant: Tenant; onDeleted(): void; onClose(): void }) {
  const { name, slug } = props.tenant;
  const [problem, setProblem] = createSignal<string | null>(null);
  const form = createForm(
    { typed: '' },
    ({ typed }) => (typed.trim() === slug ? {} : { typed: t().notConfirmed(slug) }),
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
    showToast({ tone: 'ok', title: t().deleted(name), text: t().deletedText });
    props.onClose();
    props.onDeleted();
  };
  return (
    <FormDialog
      title={t().deleteTitle(name)}
      description={t().deleteText}
      submitLabel={t().delete}
      danger
      problem={problem()}
      busy={remove.isPending}
      dirty={false}
      class="max-w-md"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <TextField form={form} label={t().toConfirm(slug)} name="typed" mono />
    </FormDialog>
  );
}
