import type { SavedView, UpdateViewInput } from '@portolan/contract';
import { createSignal, For, Show } from 'solid-js';
import DeleteIcon from '~icons/lucide/trash-2';
import { Button } from '../../../components/ui/button.tsx';
import { Chip } from '../../../components/ui/chip.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { TextInput } from '../../../components/ui/text-input.tsx';
import { api } from '../../../lib/client.ts';
import { useCan } from '../../../lib/session.tsx';
import { showFailure } from '../../../lib/show-failure.ts';
import { showToast } from '../../../lib/toasts.ts';
import type { ListState } from '../list-params.ts';
import { toViewState } from './view-state.ts';

interface ManageViewsDialogProps {
  state: ListState;
  views: readonly SavedView[];
  onChanged(): void;
  onClose(): void;
}

/** Renames, replaces, shares and deletes views: one's own, and for whoever may shape the connections the shared ones. */
export function ManageViewsDialog(props: ManageViewsDialogProps) {
  const can = useCan();
  const [busy, setBusy] = createSignal<string | null>(null);
  const mayChange = (view: SavedView) => (view.shared ? can('connections:write') : view.mine);
  const run = async (view: SavedView, said: string, work: () => Promise<unknown>): Promise<void> => {
    setBusy(view.id);
    try {
      await work();
      showToast({ tone: 'ok', title: said });
      props.onChanged();
    } catch (error) {
      showFailure('The view could not be changed', error, () => run(view, said, work));
    }
    setBusy(null);
  };
  const update = (view: SavedView, change: Omit<UpdateViewInput, 'id'>, said: string) =>
    run(view, said, () => api.views.update.mutate({ id: view.id, ...change }));
  const rename = (view: SavedView, name: string) => {
    if (name.trim() && name.trim() !== view.name) void update(view, { name: name.trim() }, 'View renamed.');
  };
  return (
    <Dialog title="Views" description="Views keep filters, order and groups of the list." onClose={props.onClose}>
      <ul class="flex flex-col divide-y divide-line overflow-y-auto px-5 py-2">
        <For each={props.views} fallback={<li class="py-6 text-center text-fg-3">There are no views any more.</li>}>
          {(view) => (
            <li class="flex flex-wrap items-center gap-2 py-2.5">
              <Show
                when={mayChange(view)}
                fallback={<p class="min-w-0 flex-1 basis-48 truncate font-medium">{view.name}</p>}
              >
                <TextInput
                  class="min-w-0 flex-1 basis-48"
                  aria-label={`Name of the view ${view.name}`}
                  maxlength={60}
                  value={view.name}
                  onChange={(event) => rename(view, event.currentTarget.value)}
                />
              </Show>
              <Chip>{view.shared ? 'Shared' : 'Yours'}</Chip>
              <Show when={mayChange(view)}>
                <Show when={can('connections:write')}>
                  <Button
                    size="sm"
                    variant="ghost"
                    busy={busy() === view.id}
                    aria-label={view.shared ? `Stop sharing ${view.name}` : `Share ${view.name}`}
                    onClick={() =>
                      void update(
                        view,
                        { shared: !view.shared },
                        view.shared ? 'The view is its maker’s alone again.' : 'View shared.',
                      )
                    }
                  >
                    {view.shared ? 'Stop sharing' : 'Share'}
                  </Button>
                </Show>
                <Button
                  size="sm"
                  variant="ghost"
                  busy={busy() === view.id}
                  aria-label={`Replace ${view.name} by the list as it is`}
                  onClick={() => void update(view, { state: toViewState(props.state) }, 'View replaced.')}
                >
                  Replace
                </Button>
                <Button
                  size="sm"
                  variant="ghost"
                  busy={busy() === view.id}
                  aria-label={`Delete the view ${view.name}`}
                  onClick={() => void run(view, 'View deleted.', () => api.views.delete.mutate({ id: view.id }))}
                >
                  <DeleteIcon class="size-3.5" aria-hidden="true" />
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Dialog>
  );
}
