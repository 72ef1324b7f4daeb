import type { HypervisorIdInput, HypervisorTestProgress } from '@portolan/contract';
import type { Changing } from '../mutate.ts';
import { stagesOf } from '../stages-of.ts';
import { runHypervisorTest } from './run-hypervisor-test.ts';

/** The same test, told stage by stage; the result comes last. It ends with the request. */
export async function watchHypervisorTest(
  ctx: Changing,
  input: HypervisorIdInput,
): Promise<AsyncGenerator<HypervisorTestProgress, void>> {
  return stagesOf((onStage) => runHypervisorTest(ctx, input, onStage));
}
