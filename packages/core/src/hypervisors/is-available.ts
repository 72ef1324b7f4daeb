import type { VmAvailability } from '@portolan/contract';
import type { Context } from '../context.ts';
import { hasHypervisor } from './assert-hypervisor.ts';

/** Whether machines can be had here at all: a page says so kindly where not. */
export async function isAvailable({ services }: Context): Promise<VmAvailability> {
  return { available: await hasHypervisor(services) };
}
