import type { Operator } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { focusPageWhenLost } from '../../components/ui/restore-focus.ts';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { useSession, useSessionControl } from '../../lib/session.tsx';
import { showToast } from '../../lib/toasts.ts';
import { t } from './dialog-texts.ts';
import { operatorQueries } from './queries.ts';

export default function RemoveOperatorDialog(props: { operator: Operator; onClose(): void }) {
  const session = useSession();
  const control = useSessionControl();
  const queries = useQueryClient();
  const { id, email, status } = props.operator;
  const pending = status === 'invited' || status === 'expired';
  const remove = useMutation(() => ({ mutationFn: () => api.operators.remove.mutate({ id }) }));
  const confirm = async () => {
    try {
      await remove.mutateAsync();
    } catch (error) {
      showToast({ tone: 'bad', title: t().notRemoved(email), text: toFailure(error).message });
      return false;
    }
    showToast({ tone: 'ok', title: pending ? t().revoked(email) : t().removed(email) });
    // Whoever steps down is signed out with it.
    if (id === session().me.id) control.end('signed-out');
    else void queries.invalidateQueries({ queryKey: operatorQueries.all }).then(focusPageWhenLost);
    return true;
  };
  return (
    <ConfirmDialog
      title={pending ? t().revokeTitle(email) : t().removeTitle(email)}
      description={pending ? t().revokeText : t().removeText}
      action={pending ? t().revoke : t().remove}
      onConfirm={confirm}
      onClose={props.onClose}
    />
  );
}
