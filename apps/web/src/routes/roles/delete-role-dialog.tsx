import type { RoleDetail } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { focusPageWhenLost } from '../../components/ui/restore-focus.ts';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { showToast } from '../../lib/toasts.ts';
import { t } from './dialog-texts.ts';
import { roleQueries } from './queries.ts';

/** A role that somebody holds, or is invited into, stays: the dialog says who has to let go of it. */
export default function DeleteRoleDialog(props: { role: RoleDetail; onClose(): void }) {
  const queries = useQueryClient();
  const { id, name } = props.role;
  const [refusal, setRefusal] = createSignal<string | null>(null);
  const remove = useMutation(() => ({ mutationFn: () => api.roles.delete.mutate({ id }) }));
  const confirm = async () => {
    try {
      await remove.mutateAsync();
    } catch (error) {
      setRefusal(toFailure(error).message);
      void queries.invalidateQueries({ queryKey: roleQueries.all });
      return false;
    }
    showToast({ tone: 'ok', title: t().deleted(name) });
    void queries.invalidateQueries({ queryKey: roleQueries.all }).then(focusPageWhenLost);
    return true;
  };
  return (
    <ConfirmDialog
      title={t().deleteTitle(name)}
      description={
        <>
          {t().deleteText}
          <span role="alert" class="mt-3 block empty:hidden">
            <Show when={refusal()}>
              <span class="block break-words rounded-md bg-bad-soft px-3 py-2 text-bad">{refusal()}</span>
            </Show>
          </span>
        </>
      }
      action={t().delete}
      onConfirm={confirm}
      onClose={props.onClose}
    />
  );
}
