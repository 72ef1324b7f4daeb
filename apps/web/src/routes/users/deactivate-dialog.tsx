import type { TenantUser } from '@portolan/contract';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { personName } from '../../lib/format.ts';
import { useSetActive } from './use-set-active.ts';

export default function DeactivateDialog(props: { user: TenantUser; onClose(): void }) {
  const setActive = useSetActive();
  const { user } = props;
  return (
    <ConfirmDialog
      title={`Deactivate ${personName(user)}?`}
      description="They are signed out at once, and neither they nor their API keys get into this tenant until somebody activates them again. Their roles stay."
      action="Deactivate"
      onConfirm={() => setActive(user, false)}
      onClose={props.onClose}
    />
  );
}
