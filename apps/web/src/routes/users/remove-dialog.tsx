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
      showToast({ tone: 'bad', title: `${name} could not be removed`, text: toFailure(error).message });
      return false;
    }
    showToast({ tone: 'ok', title: `${name} is no longer in ${tenant}` });
    void queries.invalidateQueries({ queryKey: roleQueries.all });
    void queries.invalidateQueries({ queryKey: userQueries.all }).then(focusPageWhenLost);
    return true;
  };
  return (
    <ConfirmDialog
      title={`Remove ${name} from ${tenant}?`}
      description="They lose their roles here and are signed out, and the API keys they made stop working. An account without any other tenant is closed. To come back they need a new invitation."
      action="Remove user"
      onConfirm={confirm}
      onClose={props.onClose}
    />
  );
}
