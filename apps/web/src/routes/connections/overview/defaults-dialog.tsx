import type { MonitoringDefaults } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { TextField } from '../../../components/text-field.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { FormDialog } from '../../../components/ui/form-dialog.tsx';
import { Switch } from '../../../components/ui/switch.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { api } from '../../../lib/client.ts';
import { createForm } from '../../../lib/form.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toasts.ts';
import { connectionQueries } from '../queries.ts';
import { intervalError, intervalHint, secondsIn } from './interval-draft.ts';
import { t } from './monitoring-texts.ts';
import { healthQueries } from './queries.ts';

/** How the tenant's connections are watched that have no settings of their own. */
export function DefaultsDialog(props: { onClose(): void }) {
  const defaults = useLiveQuery(() => ({ ...healthQueries.defaults(), staleTime: 0 }));
  return (
    <Show
      when={!defaults.isFetching && defaults.data}
      fallback={
        <Dialog title={t().defaultsTitle} description={t().defaultsText} class="max-w-md" onClose={props.onClose}>
          <p class="px-5 py-4 text-fg-2" role="status">
            {defaults.isError ? toFailure(defaults.error).message : t().loading}
          </p>
        </Dialog>
      }
    >
      {(known) => <DefaultsForm defaults={known()} onClose={props.onClose} />}
    </Show>
  );
}

interface Draft {
  isEnabled: boolean;
  seconds: string;
  warehouseSeconds: string;
}

function DefaultsForm(props: { defaults: MonitoringDefaults; onClose(): void }) {
  const queries = useQueryClient();
  const [problem, setProblem] = createSignal<string | null>(null);
  const { enabled, intervalSeconds, warehouseIntervalSeconds } = props.defaults;
  const form = createForm<Draft>(
    { isEnabled: enabled, seconds: String(intervalSeconds), warehouseSeconds: String(warehouseIntervalSeconds) },
    ({ seconds, warehouseSeconds }) => {
      const wrong = Object.entries({
        seconds: intervalError(seconds),
        warehouseSeconds: intervalError(warehouseSeconds),
      });
      return Object.fromEntries(wrong.flatMap(([name, error]) => (error ? [[name, error]] : [])));
    },
    () => setProblem(null),
  );
  const save = useMutation(() => ({
    mutationFn: (input: MonitoringDefaults) => api.health.setDefaults.mutate(input),
  }));
  const submit = async (root: HTMLElement) => {
    const [seconds, warehouseSeconds] = [secondsIn(form.values.seconds), secondsIn(form.values.warehouseSeconds)];
    if (!form.check(root) || seconds === null || warehouseSeconds === null) return;
    try {
      await save.mutateAsync({
        enabled: form.values.isEnabled,
        intervalSeconds: seconds,
        warehouseIntervalSeconds: warehouseSeconds,
      });
      showToast({ tone: 'ok', title: t().defaultsSaved });
      props.onClose();
      await Promise.all([
        queries.invalidateQueries({ queryKey: connectionQueries.all }),
        queries.invalidateQueries({ queryKey: healthQueries.all }),
      ]);
    } catch (error) {
      setProblem(toFailure(error).message);
    }
  };
  return (
    <FormDialog
      title={t().defaultsTitle}
      description={t().defaultsText}
      submitLabel={t().save}
      problem={problem()}
      busy={save.isPending}
      dirty={form.dirty()}
      class="max-w-md"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <Switch
        label={t().areWatched}
        hint={t().areWatchedHint}
        checked={form.values.isEnabled}
        onChange={(isEnabled) => form.edit({ isEnabled })}
      />
      <TextField
        form={form}
        name="seconds"
        label={t().databaseSeconds}
        inputmode="numeric"
        maxlength={6}
        hint={intervalHint(form.values.seconds)}
      />
      <TextField
        form={form}
        name="warehouseSeconds"
        label={t().warehouseSeconds}
        inputmode="numeric"
        maxlength={6}
        hint={intervalHint(form.values.warehouseSeconds)}
      />
    </FormDialog>
  );
}
