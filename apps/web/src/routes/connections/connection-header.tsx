import { type Connection, KIND_LABELS } from '@portolan/contract';
import { Show } from 'solid-js';
import MoreIcon from '~icons/lucide/ellipsis';
import EditIcon from '~icons/lucide/pencil';
import TestIcon from '~icons/lucide/plug-zap';
import { KindMark } from '../../components/kind-mark.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Menu } from '../../components/ui/menu.tsx';
import { useCan } from '../../lib/session.tsx';
import { outcomeOf } from '../../lib/stages.ts';
import { preloadConnectionDialog } from './connection-dialog-host.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { TestReport } from './report/test-report.tsx';
import { ConnectionMenuItems } from './rows/connection-menu-items.tsx';
import { useConnectionVerbs } from './rows/use-connection-verbs.ts';
import { statusOf } from './status.ts';
import { StartingChip, StatusChip, TestingChip } from './status-chip.tsx';
import { useConnectionTests } from './use-connection-tests.ts';

export function ConnectionHeader(props: { connection: Connection }) {
  const can = useCan();
  const tests = useConnectionTests();
  const verbs = useConnectionVerbs(tests);
  const testing = () => tests.isTesting(props.connection.id);
  const isStarting = () => {
    const result = tests.resultOf(props.connection.id);
    return result !== undefined && outcomeOf(result) === 'starting';
  };
  const lastError = () => (statusOf(props.connection) === 'failed' ? props.connection.lastTestMessage : null);
  return (
    <header class="flex flex-col gap-3">
      <div class="flex flex-wrap items-center gap-3">
        <KindMark kind={props.connection.dbType} class="!size-9" />
        <div class="min-w-0 flex-1 basis-56">
          <h1 class="truncate font-semibold text-lg tracking-tight" title={props.connection.name}>
            {props.connection.name}
          </h1>
          <p class="truncate text-fg-3 text-xs">
            {KIND_LABELS[props.connection.dbType]} ·{' '}
            <span class="font-mono">
              {props.connection.host}:{props.connection.port}
              {props.connection.databaseName ? `/${props.connection.databaseName}` : ''}
            </span>
          </p>
        </div>
        <div class="flex flex-wrap items-center gap-2">
          <Show when={!testing()} fallback={<TestingChip />}>
            <Show when={!isStarting()} fallback={<StartingChip />}>
              <StatusChip status={statusOf(props.connection)} />
            </Show>
          </Show>
          <span class="mr-1 text-fg-3 text-xs">
            <RelativeTime at={props.connection.lastTestedAt} />
          </span>
          <Show when={can('connections:test')}>
            <Button busy={testing()} onClick={() => void tests.run(props.connection)}>
              <Show when={!testing()}>
                <TestIcon class="size-3.5" aria-hidden="true" />
              </Show>
              Test
            </Button>
          </Show>
          <Show when={can('connections:write')}>
            <Button
              onPointerEnter={preloadConnectionDialog}
              onFocus={preloadConnectionDialog}
              onClick={() => verbs.run('edit', props.connection)}
            >
              <EditIcon class="size-3.5" aria-hidden="true" />
              Edit
            </Button>
          </Show>
          <Menu
            label={`More actions for ${props.connection.name}`}
            triggerClass="grid size-8 place-items-center rounded-md text-fg-2 hover:bg-idle-soft hover:text-fg max-md:size-10"
            trigger={<MoreIcon class="size-4" aria-hidden="true" />}
          >
            <ConnectionMenuItems connection={props.connection} verbs={verbs} />
          </Menu>
        </div>
      </div>
      <Show when={props.connection.description}>
        <p class="max-w-prose break-words text-fg-2">{props.connection.description}</p>
      </Show>
      <div aria-live="polite" class="contents">
        <Show
          when={tests.resultOf(props.connection.id)}
          fallback={
            <Show when={!testing() && lastError()}>
              <p class="break-words rounded-lg bg-bad-soft px-3 py-2 text-bad">{lastError()}</p>
            </Show>
          }
        >
          {(result) => <TestReport result={result()} isSaved />}
        </Show>
      </div>
      <Show when={props.connection.credentialState === 'sealed'}>
        <p class="rounded-lg bg-warn-soft px-3 py-2 text-warn">
          The stored credential is sealed: it was entered for another destination. Edit the connection and enter it
          again.
        </p>
      </Show>
      <Show when={props.connection.credentialState === 'unreadable'}>
        <p class="rounded-lg bg-warn-soft px-3 py-2 text-warn">
          The stored credential cannot be read: its encryption key is not configured. Edit the connection and enter it
          again, or ask the operator to bring the key back.
        </p>
      </Show>
      <RemoveDialog verbs={verbs} />
    </header>
  );
}
