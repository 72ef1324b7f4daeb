import type { Connection } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { cx } from '../../lib/cx.ts';
import { failedStage, outcomeOf, testHeadline, whomToCall } from '../../lib/stages.ts';
import { statusOf } from './status.ts';
import { StartingChip, StatusChip, TestingChip } from './status-chip.tsx';
import { t } from './status-texts.ts';
import type { ConnectionTests } from './use-connection-tests.ts';

interface StatusCellProps {
  connection: Connection;
  tests: ConnectionTests;
  /** One line, with what matters most beside the status. */
  isCompact?: boolean;
}

interface Note {
  text: string;
  tone: string;
}

/** Status, and with it what there is to know without opening the row: the last error, or what a test just said. */
export function ConnectionStatusCell(props: StatusCellProps) {
  const result = () => props.tests.resultOf(props.connection.id);
  const isStarting = () => {
    const found = result();
    return found !== undefined && outcomeOf(found) === 'starting';
  };
  const notes = (): Note[] => {
    const found = result();
    if (isStarting()) return startingNotes(found?.message ?? '');
    // Without its credential every test says what is said here.
    const missing = credentialNotes(props.connection);
    return missing.length > 0 ? missing : testNotes(props.connection, found);
  };
  return (
    <Show when={!props.tests.isTesting(props.connection.id)} fallback={<TestingChip />}>
      <div class={props.isCompact ? 'flex min-w-0 items-center gap-2' : undefined}>
        <Show when={!isStarting()} fallback={<StartingChip />}>
          <StatusChip status={statusOf(props.connection)} />
        </Show>
        <For each={props.isCompact ? notes().slice(0, 1) : notes()}>
          {(note) => (
            <p
              class={cx('break-words text-xs leading-4', note.tone, props.isCompact ? 'truncate' : 'mt-1 line-clamp-2')}
              title={note.text}
            >
              {note.text}
            </p>
          )}
        </For>
      </div>
    </Show>
  );
}

type Found = ReturnType<ConnectionTests['resultOf']>;

const startingNotes = (message: string): Note[] => [{ text: t().goesOn(message), tone: 'text-fg-2' }];

function testNotes(connection: Connection, found: Found): Note[] {
  const error = statusOf(connection) === 'failed' ? connection.lastTestMessage : null;
  const stage = failedStage(found?.stages ?? []);
  const advice = stage && [stage.remedy?.replace(/\.$/, ''), whomToCall(stage)].filter(Boolean).join('. ');
  return [
    ...(error ? [{ text: error, tone: 'text-bad' }] : []),
    ...(advice ? [{ text: advice, tone: 'text-fg-2' }] : []),
    ...(found?.success ? [{ text: testHeadline(found), tone: 'text-ok' }] : []),
  ];
}

function credentialNotes({ credentialState }: Connection): Note[] {
  if (credentialState !== 'sealed' && credentialState !== 'unreadable') return [];
  return [{ text: t()[credentialState], tone: 'text-warn' }];
}
