import type { Connection } from '@portolan/contract';
import { useNavigate } from '@solidjs/router';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { focusPageWhenLost } from '../../components/ui/restore-focus.ts';
import { inTenant } from '../../lib/addresses.ts';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { showToast } from '../../lib/toasts.ts';
import { connectionQueries } from './queries.ts';
import { restoreConnection } from './restore-connection.ts';

interface DeleteDialogProps {
  connection: Pick<Connection, 'id' | 'name'>;
  onClose(): void;
}

/** Deletes after asking, and offers to take it back. Leads away from the page of what is gone. */
export default function DeleteDialog(props: DeleteDialogProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { id, name } = props.connection;
  const refresh = () => queries.invalidateQueries({ queryKey: connectionQueries.all });
  const remove = useMutation(() => ({ mutationFn: () => api.connections.delete.mutate({ id }) }));

  const confirm = async () => {
    try {
      await remove.mutateAsync();
    } catch (error) {
      showToast({ tone: 'bad', title: `${name} could not be deleted`, text: toFailure(error).message });
      return false;
    }
    showToast({
      tone: 'ok',
      title: `${name} deleted`,
      action: { label: 'Undo', run: () => void restoreConnection(queries, { id, name }) },
    });
    if (location.pathname.endsWith(id)) navigate(inTenant('/connections'), { replace: true });
    queries.removeQueries({ queryKey: connectionQueries.get(id).queryKey });
    void refresh().then(focusPageWhenLost);
    return true;
  };

  return (
    <ConfirmDialog
      title={`Delete ${name}?`}
      description="Nobody in this tenant can use or test the connection any more. The database itself is not touched."
      action="Delete connection"
      onConfirm={confirm}
      onClose={props.onClose}
    />
  );
}
