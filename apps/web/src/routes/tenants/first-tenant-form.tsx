import { useNavigate } from '@solidjs/router';
import { createSignal } from 'solid-js';
import { ProblemNote } from '../../components/problem-note.tsx';
import { StackedForm } from '../../components/stacked-form.tsx';
import { Button } from '../../components/ui/button.tsx';
import { inTenant } from '../../lib/addresses.ts';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm, focusFirstInvalid } from '../../lib/form.ts';
import { t } from './field-texts.ts';
import { TenantFields } from './tenant-fields.tsx';
import { BLANK_TENANT, toTenantInput, validateTenant } from './tenant-slug.ts';

export function FirstTenantForm() {
  const navigate = useNavigate();
  const form = createForm(BLANK_TENANT, validateTenant, () => setProblem(null));
  const [problem, setProblem] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);

  const create = async (root: HTMLElement) => {
    if (busy() || !form.check(root)) return;
    setBusy(true);
    try {
      const tenant = await api.tenants.create.mutate(toTenantInput({ ...form.values }));
      navigate(inTenant('/', tenant.slug), { replace: true });
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code === 'CONFLICT' || failure.issues.some((issue) => issue.path === 'slug')) {
        form.reject({ slug: failure.issues[0]?.message ?? failure.message });
        focusFirstInvalid(root);
      } else setProblem(failure.message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <StackedForm class="mt-5" onSubmit={(root) => void create(root)}>
      <TenantFields form={form} />
      <ProblemNote text={problem()} />
      <Button type="submit" variant="primary" busy={busy()}>
        {busy() ? t().creating : t().create}
      </Button>
    </StackedForm>
  );
}
