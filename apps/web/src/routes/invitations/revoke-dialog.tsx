import type { Invitation } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { focusPageWhenLost } from '../../components/ui/restore-focus.ts';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { showToast } from '../../lib/toasts.ts';
import { invitationQueries } from './queries.ts';

export default function RevokeDialog(props: { invitation: Invitation; onClose(): void }) {
  const queries = useQueryClient();
  const { id, email } = props.invitation;
  const revoke = useMutation(() => ({ mutationFn: () => api.invitations.revoke.mutate({ id }) }));
  const confirm = async () => {
    try {
      await revoke.mutateAsync();
    } catch (error) {
      showToast({ tone: 'bad', title: 'The invitation could not be revoked', text: toFailure(error).message });
      return false;
    }
    showToast({ tone: 'ok', title: `Invitation of ${email} revoked` });
    void queries.invalidateQueries({ queryKey: invitationQueries.all }).then(focusPageWhenLost);
    return true;
  };
  return (
    <ConfirmDialog
      title={`Revoke the invitation of ${email}?`}
      description="The link that was sent stops working at once. You can invite the same address again."
      action="Revoke invitation"
      onConfirm={confirm}
      onClose={props.onClose}
    />
  );
}
