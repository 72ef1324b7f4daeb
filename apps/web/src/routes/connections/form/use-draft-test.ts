import type { Connection, StageResult, TestResult } from '@portolan/contract';
import { useMutation } from '@tanstack/solid-query';
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { type Failure, toFailure } from '../../../lib/app-error.ts';
import type { ConnectionDraft } from './draft.ts';
import { toTestInput } from './payload.ts';
import { watchTest } from './watch-test.ts';

export interface DraftTest {
  /** The stages that have ended so far. The result may take some of them back. */
  stages: Accessor<readonly StageResult[]>;
  result: Accessor<TestResult | null>;
  /** The test itself did not take place. */
  failure: Accessor<Failure | null>;
  isTesting: Accessor<boolean>;
  run(draft: ConnectionDraft): Promise<void>;
  /** An edit, or enough of waiting: what a test said, or is about to say, is not wanted any more. */
  clear(): void;
}

/** Tests what is in the dialog, saved or not, and tells each stage when it has ended. */
export function useDraftTest(saved: Accessor<Connection | null>): DraftTest {
  const [stages, setStages] = createSignal<readonly StageResult[]>([]);
  const [result, setResult] = createSignal<TestResult | null>(null);
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const [testing, setTesting] = createSignal(false);
  const test = useMutation(() => ({
    mutationFn: ({ draft, signal }: { draft: ConnectionDraft; signal: AbortSignal }) =>
      watchTest(toTestInput(draft, saved()), signal, (stage) => setStages((told) => [...told, stage])),
  }));
  let running: AbortController | undefined;

  const clear = () => {
    running?.abort();
    running = undefined;
    setStages([]);
    setResult(null);
    setFailure(null);
    setTesting(false);
  };
  onCleanup(() => running?.abort());
  const run = async (draft: ConnectionDraft) => {
    clear();
    const turn = new AbortController();
    running = turn;
    setTesting(true);
    try {
      const outcome = await test.mutateAsync({ draft, signal: turn.signal });
      if (!turn.signal.aborted) setResult(outcome);
    } catch (error) {
      if (!turn.signal.aborted) setFailure(toFailure(error));
    } finally {
      if (!turn.signal.aborted) setTesting(false);
    }
  };
  return { stages, result, failure, isTesting: testing, run, clear };
}
