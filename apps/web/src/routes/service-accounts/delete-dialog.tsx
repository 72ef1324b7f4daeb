import type { ServiceAccount } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { focusPageWhenLost } from '../../components/ui/restore-focus.ts';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { showToast } from '../../lib/toasts.ts';
import { t } from './dialog-texts.ts';
import { serviceAccountQueries } from './queries.ts';

export default function DeleteDialog(props: { account: ServiceAccount; onClose(): void }) {
  const queries = useQueryClient();
  const { id, name } = props.account;
  const remove = useMutation(() => ({ mutationFn: () => api.serviceAccounts.delete.mutate({ id }) }));
  const confirm = async () => {
    try {
      await remove.mutateAsync();
    } catch (error) {
      showToast({ tone: 'bad', title: t().notDeleted(name), text: toFailure(error).message });
      return false;
    }
    showToast({ tone: 'ok', title: t().deleted(name) });
    void queries.invalidateQueries({ queryKey: serviceAccountQueries.all }).then(focusPageWhenLost);
    return true;
  };
  return (
    <ConfirmDialog
      title={t().deleteTitle(name)}
      description={t().deleteText}
      action={t().delete}
      onConfirm={confirm}
      onClose={props.onClose}
    />
  );
}
