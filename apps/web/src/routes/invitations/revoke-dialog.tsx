import type { Invitation } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { focusPageWhenLost } from '../../components/ui/restore-focus.ts';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { showToast } from '../../lib/toasts.ts';
import { t } from './dialog-texts.ts';
import { invitationQueries } from './queries.ts';

export default function RevokeDialog(props: { invitation: Invitation; onClose(): void }) {
  const queries = useQueryClient();
  const { id, email } = props.invitation;
  const revoke = useMutation(() => ({ mutationFn: () => api.invitations.revoke.mutate({ id }) }));
  const confirm = async () => {
    try {
      await revoke.mutateAsync();
    } catch (error) {
      showToast({ tone: 'bad', title: t().notRevoked, text: toFailure(error).message });
      return false;
    }
    showToast({ tone: 'ok', title: t().revoked(email) });
    void queries.invalidateQueries({ queryKey: invitationQueries.all }).then(focusPageWhenLost);
    return true;
  };
  return (
    <ConfirmDialog
      title={t().revokeTitle(email)}
      description={t().revokeText}
      action={t().revoke}
      onConfirm={confirm}
      onClose={props.onClose}
    />
  );
}
