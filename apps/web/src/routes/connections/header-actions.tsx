import type { Connection } from '@portolan/contract';
import { Show, Suspense } from 'solid-js';
import MoreIcon from '~icons/lucide/ellipsis';
import EditIcon from '~icons/lucide/pencil';
import TestIcon from '~icons/lucide/plug-zap';
import { later } from '../../components/later.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Menu } from '../../components/ui/menu.tsx';
import { isNarrow } from '../../lib/media.ts';
import { useCan } from '../../lib/session.tsx';
import { outcomeOf } from '../../lib/stages.ts';
import { preloadConnectionDialog } from './connection-dialog-host.tsx';
import { t } from './head-texts.ts';
import { EnvironmentChip } from './order/environment-chip.tsx';
import type { ConnectionVerbs } from './rows/use-connection-verbs.ts';
import { statusOf } from './status.ts';
import { StartingChip, StatusChip, TestingChip } from './status-chip.tsx';
import type { ConnectionTests } from './use-connection-tests.ts';

const ConnectionMenuItems = later(async () => ({
  default: (await import('./rows/connection-menu-items.tsx')).ConnectionMenuItems,
}));

interface HeaderActionsProps {
  connection: Connection;
  tests: ConnectionTests;
  verbs: ConnectionVerbs;
}

/** How the connection is, and what is done with it most; in a narrow window a line of its own. */
export function HeaderActions(props: HeaderActionsProps) {
  const can = useCan();
  const testing = () => props.tests.isTesting(props.connection.id);
  const isStarting = () => {
    const result = props.tests.resultOf(props.connection.id);
    return result !== undefined && outcomeOf(result) === 'starting';
  };
  return (
    <div class="flex flex-wrap items-center gap-2 max-lg:w-full">
      <Show when={props.connection.environment !== 'other'}>
        <EnvironmentChip environment={props.connection.environment} />
      </Show>
      <Show when={!testing()} fallback={<TestingChip />}>
        <Show when={!isStarting()} fallback={<StartingChip />}>
          <StatusChip status={statusOf(props.connection)} />
        </Show>
      </Show>
      <span class="mr-1 text-fg-3 text-xs max-lg:flex-1">
        <RelativeTime at={props.connection.lastTestedAt} />
      </span>
      <Show when={can('connections:test')}>
        <Button busy={testing()} onClick={() => void props.tests.run(props.connection)}>
          <Show when={!testing()}>
            <TestIcon class="size-3.5" aria-hidden="true" />
          </Show>
          {t().test}
        </Button>
      </Show>
      <Show when={can('connections:write') && !isNarrow()}>
        <Button
          onPointerEnter={preloadConnectionDialog}
          onFocus={preloadConnectionDialog}
          onClick={() => props.verbs.run('edit', props.connection)}
        >
          <EditIcon class="size-3.5" aria-hidden="true" />
          {t().edit}
        </Button>
      </Show>
    </div>
  );
}

/** All the rest: the same as on the row. Its items come when somebody is on the way to it. */
export function HeaderMenu(props: Omit<HeaderActionsProps, 'tests'>) {
  const prepare = () => void ConnectionMenuItems.preload().catch(() => undefined);
  return (
    <span class="contents" onPointerOver={prepare} onFocusIn={prepare}>
      <Menu
        label={t().more(props.connection.name)}
        triggerClass="grid size-8 shrink-0 place-items-center rounded-md text-fg-2 hover:bg-idle-soft hover:text-fg max-md:size-10"
        trigger={<MoreIcon class="size-4" aria-hidden="true" />}
      >
        <Suspense>
          <ConnectionMenuItems connection={props.connection} verbs={props.verbs} />
        </Suspense>
      </Menu>
    </span>
  );
}
