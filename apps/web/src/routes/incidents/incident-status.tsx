import type { IncidentStatus } from '@portolan/contract';
import ClosedIcon from '~icons/lucide/circle-check';
import OpenIcon from '~icons/lucide/circle-x';
import AcknowledgedIcon from '~icons/lucide/user-round-check';
import { Chip, type Icon, type Tone } from '../../components/ui/chip.tsx';
import { words } from './words.ts';

const LOOKS: Record<IncidentStatus, { tone: Tone; icon: Icon }> = {
  open: { tone: 'bad', icon: OpenIcon },
  acknowledged: { tone: 'accent', icon: AcknowledgedIcon },
  closed: { tone: 'ok', icon: ClosedIcon },
};

export function IncidentStatusChip(props: { status: IncidentStatus }) {
  return (
    <Chip tone={LOOKS[props.status].tone} icon={LOOKS[props.status].icon}>
      {words().statuses[props.status]}
    </Chip>
  );
}
