import type { HypervisorIdInput, HypervisorTestResult } from '@portolan/contract';
import type { Changing } from '../mutate.ts';
import { runHypervisorTest } from './run-hypervisor-test.ts';

/** Looks at a hypervisor stage by stage. What is found is kept with it. */
export function testHypervisor(ctx: Changing, input: HypervisorIdInput): Promise<HypervisorTestResult> {
  return runHypervisorTest(ctx, input);
}
