import type { StageResult, TestConnectionInput, TestResult } from '@portolan/contract';
import { liveApi } from '../../../lib/live-client.ts';

/** A test as it goes: `onStage` hears of each stage when it has ended, the result counts. */
export async function watchTest(
  input: TestConnectionInput,
  signal: AbortSignal,
  onStage: (stage: StageResult) => void,
): Promise<TestResult> {
  for await (const news of await liveApi.connections.watchTest.mutate(input, { signal })) {
    if (signal.aborted) break;
    if (news.type === 'result') return news.result;
    onStage(news.stage);
  }
  throw new Error('The test broke off before it had a result');
}
