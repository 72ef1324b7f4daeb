import type { Vm } from '@portolan/contract';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { t } from './dialog-texts.ts';
import type { VmVerbs } from './use-vm-verbs.ts';

export default function StopDialog(props: { vm: Vm; verbs: VmVerbs; onClose(): void }) {
  const { vm, verbs } = props;
  return (
    <ConfirmDialog
      title={t().stopTitle(vm.name)}
      description={t().stopText}
      action={t().stop}
      onConfirm={() => verbs.act(vm, 'stop')}
      onClose={props.onClose}
    />
  );
}
