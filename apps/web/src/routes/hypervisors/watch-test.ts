import type { HypervisorStageResult, HypervisorTestResult } from '@portolan/contract';
import { liveApi } from '../../lib/live-client.ts';

/** A test as it goes: `onStage` hears of each stage when it has ended, the result counts. */
export async function watchTest(
  id: string,
  signal: AbortSignal,
  onStage: (stage: HypervisorStageResult) => void,
): Promise<HypervisorTestResult> {
  for await (const news of await liveApi.hypervisors.watchTest.mutate({ id }, { signal })) {
    if (signal.aborted) break;
    if (news.type === 'result') return news.result;
    onStage(news.stage);
  }
  throw new Error('The test broke off before it had a result');
}
