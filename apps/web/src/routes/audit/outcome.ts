import type { AuditEvent, AuditOutcome } from '@portolan/contract';
import DeniedIcon from '~icons/lucide/ban';
import OkIcon from '~icons/lucide/circle-check';
import StartedIcon from '~icons/lucide/circle-dashed';
import FailedIcon from '~icons/lucide/circle-x';
import WarningIcon from '~icons/lucide/triangle-alert';
import type { Icon, Tone } from '../../components/ui/chip.tsx';

interface Look {
  tone: Tone;
  icon: Icon;
}

const LOOKS: Record<AuditOutcome, Look> = {
  success: { tone: 'ok', icon: OkIcon },
  failure: { tone: 'bad', icon: FailedIcon },
  denied: { tone: 'bad', icon: DeniedIcon },
  started: { tone: 'idle', icon: StartedIcon },
};

/** What a database answers is no fault of whoever asked it: a test that fails is a warning. */
export function lookOf({ action, outcome }: AuditEvent): Look {
  const asked = action === 'connections:test' || action.startsWith('introspection:');
  return outcome === 'failure' && asked ? { tone: 'warn', icon: WarningIcon } : LOOKS[outcome];
}
