import type { Connection, MonitoringInput } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { ConflictPanel } from '../../../components/conflict-panel.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { FormDialog } from '../../../components/ui/form-dialog.tsx';
import { Switch } from '../../../components/ui/switch.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { api } from '../../../lib/client.ts';
import { createForm } from '../../../lib/form.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useConflicts } from '../../../lib/use-conflicts.ts';
import { connectionQueries } from '../queries.ts';
import { intervalError, intervalHint, secondsIn } from './interval-draft.ts';
import { intervalText } from './interval-text.ts';
import { t } from './monitoring-texts.ts';
import { healthQueries } from './queries.ts';

interface MonitoringDialogProps {
  connection: Connection;
  /** Whether it has no settings of its own. */
  isDefault: boolean;
  onClose(): void;
}

interface Draft {
  isEnabled: boolean;
  seconds: string;
}

const draftOf = ({ monitoring }: Pick<Connection, 'monitoring'>): Draft => ({
  isEnabled: monitoring.enabled,
  seconds: String(monitoring.intervalSeconds),
});

/** Whether and how often a connection is looked at: of its own, or as the tenant has it. */
export function MonitoringDialog(props: MonitoringDialogProps) {
  const queries = useQueryClient();
  // As it was when the dialog was opened, or somebody else's change was met.
  let base: Pick<Connection, 'id' | 'name' | 'updatedAt' | 'monitoring'> = {
    ...props.connection,
    monitoring: { ...props.connection.monitoring },
  };
  const { id, name } = base;
  const [problem, setProblem] = createSignal<string | null>(null);
  const form = createForm<Draft>(
    draftOf(base),
    ({ seconds }) => {
      const error = intervalError(seconds);
      return error ? { seconds: error } : {};
    },
    () => setProblem(null),
  );
  const save = useMutation(() => ({
    mutationFn: (monitoring: MonitoringInput) =>
      api.connections.update.mutate({ id, monitoring, expectedUpdatedAt: base.updatedAt }),
  }));
  let theirs: Draft | undefined;
  const mine = () => ({ ...form.values });
  let typed = mine();
  const conflicts = useConflicts<Connection>({
    load: () => api.connections.get.query({ id }),
    rebase: (current) => {
      const before = draftOf(base);
      base = current;
      theirs = draftOf(current);
      typed = mine();
      // Whoever changed something else is in nobody's way.
      if (theirs.isEnabled === before.isEnabled && theirs.seconds === before.seconds) return [];
      return [
        { name: 'monitoring', label: t().monitoring, mine: textOf(typed), theirs: textOf(theirs), side: 'theirs' },
      ];
    },
    choose: (_, side) => form.edit(side === 'theirs' && theirs ? theirs : typed),
  });
  const send = async (monitoring: MonitoringInput): Promise<void> => {
    try {
      await save.mutateAsync(monitoring);
      showToast({ tone: 'ok', title: t().saved(name) });
      props.onClose();
      await Promise.all([
        queries.invalidateQueries({ queryKey: connectionQueries.all }),
        queries.invalidateQueries({ queryKey: healthQueries.of(id) }),
      ]);
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code !== 'PRECONDITION_FAILED') setProblem(failure.message);
      else if (await conflicts.meet(failure)) await send(monitoring);
    }
  };
  const submit = (root: HTMLElement) => {
    const { isEnabled, seconds } = form.values;
    const intervalSeconds = secondsIn(seconds);
    if (form.check(root) && intervalSeconds !== null) void send({ enabled: isEnabled, intervalSeconds });
  };
  return (
    <FormDialog
      title={t().title}
      description={t().text}
      submitLabel={t().save}
      problem={problem()}
      busy={save.isPending}
      dirty={form.dirty()}
      class="max-w-md"
      onSubmit={submit}
      onClose={props.onClose}
    >
      <Show when={conflicts.told()}>
        {(told) => <ConflictPanel message={told().message} conflicts={told().conflicts} onChoose={conflicts.choose} />}
      </Show>
      <Switch
        label={t().isWatched}
        hint={t().isWatchedHint}
        checked={form.values.isEnabled}
        onChange={(isEnabled) => form.edit({ isEnabled })}
      />
      <TextField
        form={form}
        name="seconds"
        label={t().seconds}
        inputmode="numeric"
        maxlength={6}
        hint={intervalHint(form.values.seconds)}
      />
      <Show when={!props.isDefault}>
        <div class="flex flex-wrap items-center justify-between gap-2 border-line border-t pt-4">
          <p class="min-w-0 flex-1 text-fg-2 text-xs">{t().resetText}</p>
          <Button size="sm" disabled={save.isPending} onClick={() => void send(null)}>
            {t().reset}
          </Button>
        </div>
      </Show>
    </FormDialog>
  );
}

function textOf({ isEnabled, seconds }: Draft): string {
  const known = secondsIn(seconds);
  return t().inWords(isEnabled ? t().yes : t().no, known === null ? seconds : intervalText(known));
}
