import { HYPERVISOR_STAGES, type HypervisorStage } from '@portolan/contract';
import type { Walk } from '../../lib/stages.ts';
import { t } from './dialog-texts.ts';

/** To one that a host of the network has; on this machine there is neither a policy nor a name, and no port. */
const REMOTE: readonly HypervisorStage[] = ['policy', 'dns', 'tcp'];
const LOCAL_STAGES = HYPERVISOR_STAGES.filter((stage) => !REMOTE.includes(stage));

/** The stages that a test of a hypervisor walks. */
export function walkTo(uri: string): Walk {
  const isLocal = URL.canParse(uri) && new URL(uri).hostname === '';
  return {
    order: isLocal ? LOCAL_STAGES : HYPERVISOR_STAGES,
    nameOf: (stage) => t().stages[stage as HypervisorStage],
  };
}
