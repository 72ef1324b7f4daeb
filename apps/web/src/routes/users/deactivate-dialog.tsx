import type { TenantUser } from '@portolan/contract';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { personName } from '../../lib/format.ts';
import { t } from './dialog-texts.ts';
import { useSetActive } from './use-set-active.ts';

export default function DeactivateDialog(props: { user: TenantUser; onClose(): void }) {
  const setActive = useSetActive();
  const { user } = props;
  return (
    <ConfirmDialog
      title={t().deactivateTitle(personName(user))}
      description={t().deactivateText}
      action={t().deactivate}
      onConfirm={() => setActive(user, false)}
      onClose={props.onClose}
    />
  );
}
