import type { TenantUser } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Match, Switch } from 'solid-js';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { personName } from '../../lib/format.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useSession, useSessionControl } from '../../lib/session.tsx';
import { showToast } from '../../lib/toasts.ts';
import { aboveReason, roleDescription, roleQueries } from '../roles/index.ts';
import { changeRoles, roleChanges } from './change-roles.ts';
import { t } from './dialog-texts.ts';
import { userQueries } from './queries.ts';

/** The roles of one user. Those above one's own permissions are shown, and stay as they are. */
export default function UserRolesDialog(props: { user: TenantUser; onClose(): void }) {
  const session = useSession();
  const control = useSessionControl();
  const queries = useQueryClient();
  const { id } = props.user;
  const held = [...props.user.roleIds];
  const name = personName(props.user);
  const [wanted, setWanted] = createSignal<readonly string[]>(held);
  const [problem, setProblem] = createSignal<string | null>(null);
  const roles = useLiveQuery(() => roleQueries.details());
  const save = useMutation(() => ({ mutationFn: () => changeRoles(id, held, wanted()) }));
  const toggle = (roleId: string, holds: boolean) => {
    setProblem(null);
    setWanted((now) => (holds ? [...now, roleId] : now.filter((other) => other !== roleId)));
  };
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: userQueries.all }),
      queries.invalidateQueries({ queryKey: roleQueries.all }),
    ]);
  const submit = async () => {
    try {
      await save.mutateAsync();
      showToast({ tone: 'ok', title: t().rolesSaved(name) });
      props.onClose();
      // What was taken from oneself must not stay on offer.
      if (id === session().me.id) void control.load();
    } catch (error) {
      setProblem(toFailure(error).message);
    } finally {
      void refresh();
    }
  };
  return (
    <FormDialog
      title={t().rolesOf(name)}
      description={t().rolesText}
      submitLabel={t().save}
      problem={problem()}
      busy={save.isPending}
      dirty={roleChanges(held, wanted()).length > 0}
      class="max-w-md"
      onSubmit={() => void submit()}
      onClose={props.onClose}
    >
      <Switch fallback={<div class="skeleton h-32" role="status" aria-label={t().loading} />}>
        <Match when={roles.isError && !roles.data}>
          <p role="alert" class="text-bad">
            {toFailure(roles.error).message}
          </p>
        </Match>
        <Match when={roles.data}>
          {(found) => (
            <fieldset class="-mx-2 min-w-0">
              <legend class="sr-only">{t().roles}</legend>
              <For each={found()}>
                {(role) => {
                  const reason = () => aboveReason(role, session().me.permissions);
                  return (
                    <Checkbox
                      label={role.name}
                      note={reason() ?? roleDescription(role)}
                      disabled={reason() !== undefined}
                      checked={wanted().includes(role.id)}
                      onChange={(holds) => toggle(role.id, holds)}
                    />
                  );
                }}
              </For>
            </fieldset>
          )}
        </Match>
      </Switch>
    </FormDialog>
  );
}
