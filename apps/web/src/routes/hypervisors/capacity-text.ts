import type { HypervisorCapacity } from '@portolan/contract';
import { wholeNumber } from '../../lib/format.ts';
import { gbText } from '../vms/index.ts';
import { t } from './texts.ts';

/** What of a hypervisor is given away, and what of its disk is not: a line each. */
export function capacityTexts(capacity: HypervisorCapacity): string[] {
  const { cpu, cpuUsed, memoryGb, memoryGbUsed, diskGb, diskGbFree } = capacity;
  return [
    t().cpus(wholeNumber(cpuUsed), wholeNumber(cpu)),
    t().memory(rounded(memoryGbUsed), rounded(memoryGb)),
    t().disk(rounded(diskGbFree), rounded(diskGb)),
  ];
}

const rounded = (gb: number) => gbText(Math.round(gb * 10) / 10);
