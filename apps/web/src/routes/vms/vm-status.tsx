import type { Vm, VmStatus } from '@portolan/contract';
import ErrorIcon from '~icons/lucide/circle-x';
import RunningIcon from '~icons/lucide/play';
import StoppedIcon from '~icons/lucide/square';
import { Chip, type Icon, type Tone } from '../../components/ui/chip.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { t } from './texts.ts';

const LOOKS: Record<VmStatus, { tone: Tone; icon: Icon }> = {
  RUNNING: { tone: 'ok', icon: RunningIcon },
  STOPPED: { tone: 'idle', icon: StoppedIcon },
  PROVISIONING: { tone: 'accent', icon: Spinner },
  ERROR: { tone: 'bad', icon: ErrorIcon },
};

/** How a machine is, or what is being done with it just now. */
export function VmStatusChip(props: { vm: Pick<Vm, 'status' | 'pending'> }) {
  const look = () => (props.vm.pending ? ({ tone: 'accent', icon: Spinner } as const) : LOOKS[props.vm.status]);
  return (
    <Chip tone={look().tone} icon={look().icon}>
      {props.vm.pending ? t().pending[props.vm.pending] : t().statuses[props.vm.status]}
    </Chip>
  );
}
