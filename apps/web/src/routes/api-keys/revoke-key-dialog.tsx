import type { ListedApiKey } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { focusPageWhenLost } from '../../components/ui/restore-focus.ts';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { showToast } from '../../lib/toasts.ts';
import { t } from './dialog-texts.ts';
import { apiKeyQueries } from './queries.ts';

export default function RevokeKeyDialog(props: { apiKey: ListedApiKey; onClose(): void }) {
  const queries = useQueryClient();
  const { id, name } = props.apiKey;
  const revoke = useMutation(() => ({ mutationFn: () => api.apiKeys.revoke.mutate({ id }) }));
  const confirm = async () => {
    try {
      await revoke.mutateAsync();
    } catch (error) {
      showToast({ tone: 'bad', title: t().notRevoked(name), text: toFailure(error).message });
      return false;
    }
    showToast({ tone: 'ok', title: t().revoked(name) });
    void queries.invalidateQueries({ queryKey: apiKeyQueries.all }).then(focusPageWhenLost);
    return true;
  };
  return (
    <ConfirmDialog
      title={t().revokeTitle(name)}
      description={t().revokeText}
      action={t().revoke}
      onConfirm={confirm}
      onClose={props.onClose}
    />
  );
}
