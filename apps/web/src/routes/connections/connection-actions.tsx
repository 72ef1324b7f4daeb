import type { Connection } from '@portolan/contract';
import { useSearchParams } from '@solidjs/router';
import { createSignal, Show, Suspense } from 'solid-js';
import MoreIcon from '~icons/lucide/ellipsis';
import EditIcon from '~icons/lucide/pencil';
import TestIcon from '~icons/lucide/plug-zap';
import DeleteIcon from '~icons/lucide/trash-2';
import { laterDialog } from '../../components/later.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../components/ui/menu.tsx';
import { useCan } from '../../lib/session.tsx';
import { preloadConnectionDialog } from './connection-dialog-host.tsx';
import type { ConnectionTests } from './use-connection-tests.ts';

const DeleteDialog = laterDialog(() => import('./delete-dialog.tsx'));

/** What the user may do with a connection; what they may not is not offered. */
export function ConnectionActions(props: { connection: Connection; tests: ConnectionTests }) {
  const can = useCan();
  const [, setSearch] = useSearchParams();
  const [deleting, setDeleting] = createSignal(false);
  const busy = () => props.tests.isTesting(props.connection.id);
  return (
    <div class="flex justify-end gap-1">
      <Show when={can('connections:test')}>
        <Button
          size="sm"
          variant="ghost"
          busy={busy()}
          aria-label={`Test ${props.connection.name}`}
          onClick={() => void props.tests.run(props.connection)}
        >
          <Show when={!busy()}>
            <TestIcon class="size-3.5" aria-hidden="true" />
          </Show>
          Test
        </Button>
      </Show>
      <Show when={can('connections:write') || can('connections:delete')}>
        <Menu
          label={`More actions for ${props.connection.name}`}
          triggerClass="grid size-7 place-items-center rounded-md text-fg-3 hover:bg-idle-soft hover:text-fg max-md:size-9"
          trigger={<MoreIcon class="size-4" aria-hidden="true" />}
        >
          <Show when={can('connections:write')}>
            <MenuItem
              onSelect={() => {
                preloadConnectionDialog();
                setSearch({ dialog: props.connection.id });
              }}
            >
              <EditIcon class="size-3.5" aria-hidden="true" />
              Edit…
            </MenuItem>
          </Show>
          <Show when={can('connections:write') && can('connections:delete')}>
            <MenuSeparator />
          </Show>
          <Show when={can('connections:delete')}>
            <MenuItem danger onSelect={() => setDeleting(true)}>
              <DeleteIcon class="size-3.5" aria-hidden="true" />
              Delete…
            </MenuItem>
          </Show>
        </Menu>
      </Show>
      <Show when={deleting()}>
        <Suspense>
          <DeleteDialog connection={props.connection} onClose={() => setDeleting(false)} />
        </Suspense>
      </Show>
    </div>
  );
}
