import RenameIcon from '~icons/lucide/pencil';
import StartIcon from '~icons/lucide/play';
import RestartIcon from '~icons/lucide/rotate-cw';
import OpenIcon from '~icons/lucide/scroll-text';
import StopIcon from '~icons/lucide/square';
import DeleteIcon from '~icons/lucide/trash-2';
import type { Icon } from '../../components/ui/chip.tsx';
import type { VmVerb } from './vm-verbs.ts';

export const VERB_ICONS: Record<VmVerb, Icon> = {
  open: OpenIcon,
  start: StartIcon,
  retry: StartIcon,
  stop: StopIcon,
  restart: RestartIcon,
  rename: RenameIcon,
  delete: DeleteIcon,
};
