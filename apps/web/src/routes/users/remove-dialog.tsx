import type { TenantUser } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { focusPageWhenLost } from '../../components/ui/restore-focus.ts';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { personName } from '../../lib/format.ts';
import { useSession } from '../../lib/session.tsx';
import { showToast } from '../../lib/toasts.ts';
import { roleQueries } from '../roles/index.ts';
import { t } from './dialog-texts.ts';
import { userQueries } from './queries.ts';

export default function RemoveDialog(props: { user: TenantUser; onClose(): void }) {
  const queries = useQueryClient();
  const session = useSession();
  const { id } = props.user;
  const name = personName(props.user);
  const tenant = session().tenant.name;
  const remove = useMutation(() => ({ mutationFn: () => api.users.remove.mutate({ id }) }));
  const confirm = async () => {
    try {
      await remove.mutateAsync();
    } catch (error) {
      showToast({ tone: 'bad', title: t().notRemoved(name), text: toFailure(error).message });
      return false;
    }
    showToast({ tone: 'ok', title: t().removed(name, tenant) });
    void queries.invalidateQueries({ queryKey: roleQueries.all });
    void queries.invalidateQueries({ queryKey: userQueries.all }).then(focusPageWhenLost);
    return true;
  };
  return (
    <ConfirmDialog
      title={t().removeTitle(name, tenant)}
      description={t().removeText}
      action={t().remove}
      onConfirm={confirm}
      onClose={props.onClose}
    />
  );
}
