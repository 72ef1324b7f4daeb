import type { ServiceAccount } from '@portolan/contract';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { t } from './dialog-texts.ts';
import { useSetActive } from './use-set-active.ts';

export default function DeactivateDialog(props: { account: ServiceAccount; onClose(): void }) {
  const setActive = useSetActive();
  const { account } = props;
  return (
    <ConfirmDialog
      title={t().deactivateTitle(account.name)}
      description={t().deactivateText}
      action={t().deactivate}
      onConfirm={() => setActive(account, false)}
      onClose={props.onClose}
    />
  );
}
