import type { CreatedTenant } from '@portolan/contract';
import { useMutation } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { TextField } from '../../components/text-field.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm, focusFirstInvalid } from '../../lib/form.ts';
import { showToast } from '../../lib/toasts.ts';
import { t } from './dialog-texts.ts';
import { t as fields } from './field-texts.ts';
import { TenantFields } from './tenant-fields.tsx';
import { BLANK_TENANT, toTenantInput, validateTenant } from './tenant-slug.ts';

interface CreateTenantDialogProps {
  /** While the server is at it, and when it is not any more. */
  onProgress(running: boolean): void;
  onCreated(tenant: CreatedTenant): void;
  onClose(): void;
}

export default function CreateTenantDialog(props: CreateTenantDialogProps) {
  const [problem, setProblem] = createSignal<string | null>(null);
  const form = createForm(BLANK_TENANT, validateTenant, () => setProblem(null));
  const create = useMutation(() => ({
    mutationFn: () => api.tenants.create.mutate(toTenantInput({ ...form.values })),
  }));
  const submit = async (root: HTMLElement) => {
    if (!form.check(root)) return;
    props.onProgress(true);
    try {
      const tenant = await create.mutateAsync();
      props.onClose();
      showToast({ tone: 'ok', title: t().created(tenant.name) });
      props.onCreated(tenant);
    } catch (error) {
      refused(error, root);
    } finally {
      props.onProgress(false);
    }
  };
  const refused = (error: unknown, root: HTMLElement) => {
    const failure = toFailure(error);
    const known = failure.issues.filter(({ path }) => path in BLANK_TENANT);
    const errors = Object.fromEntries(known.map(({ path, message }) => [path, message]));
    if (failure.code === 'CONFLICT' && known.length === 0) errors.slug = failure.message;
    if (Object.keys(errors).length === 0) return setProblem(failure.message);
    form.reject(errors);
    focusFirstInvalid(root);
  };
  return (
    <FormDialog
      title={t().new}
      description={t().text}
      submitLabel={create.isPending ? fields().creating : fields().create}
      problem={problem()}
      busy={create.isPending}
      dirty={form.dirty()}
      class="max-w-md"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <TenantFields form={form} />
      <TextField form={form} label={t().admin} hint={t().adminHint} name="adminEmail" type="email" />
      <p role="status" class="flex items-center gap-2 text-fg-2 empty:hidden">
        <Show when={create.isPending}>
          <Spinner />
          {t().provisioning}
        </Show>
      </p>
    </FormDialog>
  );
}
