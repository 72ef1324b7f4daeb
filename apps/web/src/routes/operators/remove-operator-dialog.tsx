import type { Operator } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { focusPageWhenLost } from '../../components/ui/restore-focus.ts';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { useSession, useSessionControl } from '../../lib/session.tsx';
import { showToast } from '../../lib/toasts.ts';
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
      showToast({ tone: 'bad', title: `${email} could not be removed`, text: toFailure(error).message });
      return false;
    }
    showToast({ tone: 'ok', title: pending ? `Invitation of ${email} revoked` : `${email} is no operator any more` });
    // Whoever steps down is signed out with it.
    if (id === session().me.id) control.end('signed-out');
    else void queries.invalidateQueries({ queryKey: operatorQueries.all }).then(focusPageWhenLost);
    return true;
  };
  return (
    <ConfirmDialog
      title={pending ? `Revoke the invitation of ${email}?` : `Remove ${email} as an operator?`}
      description={
        pending
          ? 'The link that was sent stops working at once. You can invite the same address again.'
          : 'They are signed out everywhere. What they are in tenants stays as it is.'
      }
      action={pending ? 'Revoke invitation' : 'Remove operator'}
      onConfirm={confirm}
      onClose={props.onClose}
    />
  );
}
