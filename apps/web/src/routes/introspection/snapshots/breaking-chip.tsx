import BreakIcon from '~icons/lucide/unplug';
import { Chip } from '../../../components/ui/chip.tsx';

/** Somebody who relied on what was there may fail: said by icon and word. */
export function BreakingChip(props: { text?: string }) {
  return (
    <Chip tone="bad" icon={BreakIcon}>
      {props.text ?? 'Breaking'}
    </Chip>
  );
}
