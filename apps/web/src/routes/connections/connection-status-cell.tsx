import type { Connection } from '@portolan/contract';
import { Show } from 'solid-js';
import { StatusChip, TestingChip } from '../../components/status-chip.tsx';
import { failedStage, testHeadline } from '../../lib/stages.ts';
import { statusOf } from '../../lib/status.ts';
import type { ConnectionTests } from './use-connection-tests.ts';

/** Status, and under it what there is to know without opening the row: the last error, or what a test just said. */
export function ConnectionStatusCell(props: { connection: Connection; tests: ConnectionTests }) {
  const status = () => statusOf(props.connection);
  const error = () => (status() === 'failed' ? props.connection.lastTestMessage : null);
  const success = () => {
    const result = props.tests.resultOf(props.connection.id);
    return result?.success ? testHeadline(result) : null;
  };
  const remedy = () => {
    const result = props.tests.resultOf(props.connection.id);
    return result && failedStage(result.stages)?.remedy;
  };
  return (
    <Show when={!props.tests.isTesting(props.connection.id)} fallback={<TestingChip />}>
      <StatusChip status={status()} />
      <Show when={error()}>
        {(message) => (
          <p class="mt-1 line-clamp-3 break-words text-bad text-xs leading-4" title={message()}>
            {message()}
          </p>
        )}
      </Show>
      <Show when={remedy()}>
        {(text) => (
          <p class="mt-1 line-clamp-3 break-words text-fg-2 text-xs leading-4" title={text()}>
            {text()}
          </p>
        )}
      </Show>
      <Show when={success()}>{(message) => <p class="mt-1 text-ok text-xs leading-4">{message()}</p>}</Show>
      <Show when={props.connection.credentialState === 'sealed'}>
        <p class="mt-1 text-warn text-xs leading-4">Password must be entered again</p>
      </Show>
    </Show>
  );
}
