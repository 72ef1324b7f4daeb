import type { Tenant, VmQuota } from '@portolan/contract';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Match, Switch } from 'solid-js';
import { TextField } from '../../components/text-field.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm } from '../../lib/form.ts';
import { wholeNumber } from '../../lib/format.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { readNumber } from '../../lib/read-number.ts';
import { sentence } from '../../lib/sentence.ts';
import { showToast } from '../../lib/toasts.ts';
import { MEASURES, type Measure, toLimits, toQuotaDraft, validateQuota } from './quota-draft.ts';
import { t } from './quota-texts.ts';

const quotaOf = (slug: string) =>
  queryOptions({
    queryKey: ['vm-quota', slug],
    queryFn: ({ signal }) => api.vms.quotaOf.query({ slug }, { signal }),
    staleTime: 0,
  });

/** What a tenant may have of machines, beside what it has. */
export default function QuotaDialog(props: { tenant: Tenant; onClose(): void }) {
  const { tenant } = props;
  const found = useLiveQuery(() => quotaOf(tenant.slug));
  return (
    <Switch
      fallback={
        <Dialog title={t().title(tenant.name)} class="max-w-md" onClose={props.onClose}>
          <div class="px-5 py-4">
            <div class="skeleton h-40" role="status" aria-label={t().loading} />
          </div>
        </Dialog>
      }
    >
      <Match when={found.isError && !found.data}>
        <Dialog title={t().title(tenant.name)} class="max-w-md" onClose={props.onClose}>
          <p role="alert" class="px-5 py-4 text-bad">
            {sentence(toFailure(found.error).message)}
          </p>
        </Dialog>
      </Match>
      <Match when={found.isFetchedAfterMount && found.data}>
        {(quota) => <QuotaForm tenant={tenant} quota={quota()} onClose={props.onClose} />}
      </Match>
    </Switch>
  );
}

function QuotaForm(props: { tenant: Tenant; quota: VmQuota; onClose(): void }) {
  const queries = useQueryClient();
  const { slug, name } = props.tenant;
  const [problem, setProblem] = createSignal<string | null>(null);
  const form = createForm(toQuotaDraft(props.quota.limits), validateQuota, () => setProblem(null));
  const save = useMutation(() => ({
    mutationFn: () => api.vms.setQuota.mutate({ slug, ...toLimits({ ...form.values }) }),
  }));
  const submit = async (root: HTMLElement) => {
    if (!form.check(root)) return;
    try {
      await save.mutateAsync();
      showToast({ tone: 'ok', title: t().saved(name) });
      props.onClose();
      await queries.invalidateQueries({ queryKey: quotaOf(slug).queryKey });
    } catch (error) {
      setProblem(toFailure(error).message);
    }
  };
  const used = (measure: Measure) => props.quota.used[measure];
  const warning = (measure: Measure) => {
    const limit = readNumber(form.values[measure]);
    return limit !== undefined && limit < used(measure) ? t().below(wholeNumber(used(measure))) : undefined;
  };
  return (
    <FormDialog
      title={t().title(name)}
      description={t().text}
      submitLabel={t().save}
      problem={problem()}
      busy={save.isPending}
      dirty={form.dirty()}
      class="max-w-md"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <div class="grid gap-4 sm:grid-cols-2">
        <For each={MEASURES}>
          {(measure) => (
            <TextField
              form={form}
              label={t().labels[measure]}
              name={measure}
              inputmode="decimal"
              hint={t().used(wholeNumber(used(measure)))}
              warning={warning(measure)}
            />
          )}
        </For>
      </div>
    </FormDialog>
  );
}
