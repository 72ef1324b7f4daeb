import type { Connection, TestResult } from '@portolan/contract';
import { useMutation } from '@tanstack/solid-query';
import { type Accessor, createSignal } from 'solid-js';
import { type Failure, toFailure } from '../../../lib/app-error.ts';
import { api } from '../../../lib/client.ts';
import type { ConnectionDraft } from './draft.ts';
import { toTestInput } from './payload.ts';

export interface DraftTest {
  result: Accessor<TestResult | null>;
  /** The test itself did not take place. */
  failure: Accessor<Failure | null>;
  isTesting: Accessor<boolean>;
  run(draft: ConnectionDraft): Promise<void>;
  /** An edit: what a test said, or is about to say, is about something else now. */
  clear(): void;
}

/** Tests what is in the dialog, saved or not. */
export function useDraftTest(saved: Connection | null): DraftTest {
  const [result, setResult] = createSignal<TestResult | null>(null);
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const [testing, setTesting] = createSignal(false);
  const test = useMutation(() => ({
    mutationFn: (draft: ConnectionDraft) => api.connections.test.mutate(toTestInput(draft, saved)),
  }));
  let latest = 0;

  const clear = () => {
    latest += 1;
    setResult(null);
    setFailure(null);
    setTesting(false);
  };
  const run = async (draft: ConnectionDraft) => {
    clear();
    const turn = latest;
    setTesting(true);
    try {
      const outcome = await test.mutateAsync(draft);
      if (turn === latest) setResult(outcome);
    } catch (error) {
      if (turn === latest) setFailure(toFailure(error));
    } finally {
      if (turn === latest) setTesting(false);
    }
  };
  return { result, failure, isTesting: testing, run, clear };
}
