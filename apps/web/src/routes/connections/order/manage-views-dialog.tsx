import type { SavedView, UpdateViewInput } from '@portolan/contract';
import { createSignal, For, Show } from 'solid-js';
import DeleteIcon from '~icons/lucide/trash-2';
import { Button } from '../../../components/ui/button.tsx';
import { Chip } from '../../../components/ui/chip.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { TextInput } from '../../../components/ui/text-input.tsx';
import { api } from '../../../lib/client.ts';
import { localized } from '../../../lib/locale.ts';
import { useCan } from '../../../lib/session.tsx';
import { showFailure } from '../../../lib/show-failure.ts';
import { showToast } from '../../../lib/toasts.ts';
import { views } from '../../../locales/en.ts?views';
import type { ListState } from '../list-params.ts';
import { toViewState } from './view-state.ts';

const t = localized('views', views);

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
      showFailure(t().notChanged, error, () => run(view, said, work));
    }
    setBusy(null);
  };
  const update = (view: SavedView, change: Omit<UpdateViewInput, 'id'>, said: string) =>
    run(view, said, () => api.views.update.mutate({ id: view.id, ...change }));
  const rename = (view: SavedView, name: string) => {
    if (name.trim() && name.trim() !== view.name) void update(view, { name: name.trim() }, t().renamed);
  };
  return (
    <Dialog title={t().title} description={t().text} onClose={props.onClose}>
      <ul class="flex flex-col divide-y divide-line overflow-y-auto px-5 py-2">
        <For each={props.views} fallback={<li class="py-6 text-center text-fg-3">{t().none}</li>}>
          {(view) => (
            <li class="flex flex-wrap items-center gap-2 py-2.5">
              <Show
                when={mayChange(view)}
                fallback={<p class="min-w-0 flex-1 basis-48 truncate font-medium">{view.name}</p>}
              >
                <TextInput
                  class="min-w-0 flex-1 basis-48"
                  aria-label={t().nameOf(view.name)}
                  maxlength={60}
                  value={view.name}
                  onChange={(event) => rename(view, event.currentTarget.value)}
                />
              </Show>
              <Chip>{view.shared ? t().shared : t().yours}</Chip>
              <Show when={mayChange(view)}>
                <Show when={can('connections:write')}>
                  <Button
                    size="sm"
                    variant="ghost"
                    busy={busy() === view.id}
                    aria-label={view.shared ? t().unshareOf(view.name) : t().shareOf(view.name)}
                    onClick={() =>
                      void update(view, { shared: !view.shared }, view.shared ? t().unsharedNow : t().sharedNow)
                    }
                  >
                    {view.shared ? t().unshare : t().share}
                  </Button>
                </Show>
                <Button
                  size="sm"
                  variant="ghost"
                  busy={busy() === view.id}
                  aria-label={t().replaceOf(view.name)}
                  onClick={() => void update(view, { state: toViewState(props.state) }, t().replaced)}
                >
                  {t().replace}
                </Button>
                <Button
                  size="sm"
                  variant="ghost"
                  busy={busy() === view.id}
                  aria-label={t().deleteOf(view.name)}
                  onClick={() => void run(view, t().deleted, () => api.views.delete.mutate({ id: view.id }))}
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
