import type { Connection } from '@portolan/contract';
import { Show } from 'solid-js';
import { failedStage, outcomeOf, testHeadline, whomToCall } from '../../lib/stages.ts';
import { statusOf } from './status.ts';
import { StartingChip, StatusChip, TestingChip } from './status-chip.tsx';
import type { ConnectionTests } from './use-connection-tests.ts';

/** Status, and under it what there is to know without opening the row: the last error, or what a test just said. */
export function ConnectionStatusCell(props: { connection: Connection; tests: ConnectionTests }) {
  const status = () => statusOf(props.connection);
  const result = () => props.tests.resultOf(props.connection.id);
  const outcome = () => {
    const found = result();
    return found && outcomeOf(found);
  };
  const error = () => (status() === 'failed' ? props.connection.lastTestMessage : null);
  const advice = () => {
    const stage = failedStage(result()?.stages ?? []);
    return stage && [stage.remedy?.replace(/\.$/, ''), whomToCall(stage)].filter(Boolean).join('. ');
  };
  return (
    <Show when={!props.tests.isTesting(props.connection.id)} fallback={<TestingChip />}>
      <Show
        when={outcome() !== 'starting'}
        fallback={
          <>
            <StartingChip />
            <p class="mt-1 text-fg-2 text-xs leading-4">{result()?.message}. The test is finished in the background.</p>
          </>
        }
      >
        <StatusChip status={status()} />
        <Show when={error()}>
          {(message) => (
            <p class="mt-1 line-clamp-3 break-words text-bad text-xs leading-4" title={message()}>
              {message()}
            </p>
          )}
        </Show>
        <Show when={advice()}>
          {(text) => (
            <p class="mt-1 line-clamp-3 break-words text-fg-2 text-xs leading-4" title={text()}>
              {text()}
            </p>
          )}
        </Show>
        <Show when={outcome() === 'success' && result()}>
          {(passed) => <p class="mt-1 text-ok text-xs leading-4">{testHeadline(passed())}</p>}
        </Show>
      </Show>
      <Show when={props.connection.credentialState === 'sealed'}>
        <p class="mt-1 text-warn text-xs leading-4">Credential must be entered again</p>
      </Show>
      <Show when={props.connection.credentialState === 'unreadable'}>
        <p class="mt-1 text-warn text-xs leading-4">Credential cannot be read: its key is missing</p>
      </Show>
    </Show>
  );
}
