import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, type ParentProps, Show, Suspense } from 'solid-js';
import ViewsIcon from '~icons/lucide/bookmark';
import CheckIcon from '~icons/lucide/check';
import DisplayIcon from '~icons/lucide/columns-3';
import SharedIcon from '~icons/lucide/users';
import { laterDialog } from '../../../components/later.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Menu, MenuItem, MenuNote, MenuSeparator } from '../../../components/ui/menu.tsx';
import { localized } from '../../../lib/locale.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { listToolbar } from '../../../locales/en.ts?listToolbar';
import { columnsIn } from '../columns.ts';
import type { ListPatch, ListState } from '../list-params.ts';
import { useListPreferences } from './list-preferences.ts';
import { fromViewState, isShown } from './view-state.ts';
import { viewsQuery } from './views-queries.ts';

const t = localized('listToolbar', listToolbar);
const load = () => import('./toolbar-dialogs.ts');
const DisplayDialog = laterDialog(async () => ({ default: (await load()).DisplayDialog }));
const SaveViewDialog = laterDialog(async () => ({ default: (await load()).SaveViewDialog }));
const ManageViewsDialog = laterDialog(async () => ({ default: (await load()).ManageViewsDialog }));

interface ListToolbarProps {
  state: ListState;
  onChange: ListPatch;
}

/** Saved views, and how the list looks. */
export default function ListToolbar(props: ParentProps<ListToolbarProps>) {
  const queries = useQueryClient();
  const views = useLiveQuery(viewsQuery);
  const [preferences, choose] = useListPreferences();
  const [open, setOpen] = createSignal<'display' | 'save' | 'manage' | null>(null);
  const close = () => setOpen(null);
  const current = () => views.data?.find((view) => isShown(view.state, props.state));
  const label = () => {
    const shown = current();
    return shown ? t().view(shown.name) : t().views;
  };
  const changed = () => void queries.invalidateQueries({ queryKey: viewsQuery().queryKey });
  const columns = () => columnsIn(props.state.columns.length > 0 ? props.state.columns : preferences().columns);
  return (
    <div class="ml-auto flex shrink-0 flex-wrap items-center gap-1">
      {props.children}
      <Menu
        label={label()}
        triggerClass="inline-flex h-8 min-w-0 max-w-48 items-center gap-1.5 rounded-md px-2.5 font-medium text-fg-2 hover:bg-idle-soft hover:text-fg max-md:h-10"
        trigger={
          <>
            <ViewsIcon class="size-3.5 shrink-0" aria-hidden="true" />
            <span class="truncate">{current()?.name ?? t().views}</span>
          </>
        }
      >
        <For each={views.data} fallback={<MenuNote>{t().none}</MenuNote>}>
          {(view) => (
            <MenuItem onSelect={() => props.onChange(fromViewState(view.state))}>
              <span class="min-w-0 flex-1 truncate">{view.name}</span>
              <Show when={view.shared}>
                <SharedIcon class="size-3.5 shrink-0 text-fg-3" role="img" aria-label={t().shared} />
              </Show>
              <Show when={view.id === current()?.id}>
                <CheckIcon class="size-3.5 shrink-0" role="img" aria-label={t().shownNow} />
              </Show>
            </MenuItem>
          )}
        </For>
        <MenuSeparator />
        <MenuItem onSelect={() => setOpen('save')}>{t().save}</MenuItem>
        <Show when={views.data?.length}>
          <MenuItem onSelect={() => setOpen('manage')}>{t().manage}</MenuItem>
        </Show>
      </Menu>
      <Button variant="ghost" onClick={() => setOpen('display')}>
        <DisplayIcon class="size-3.5" aria-hidden="true" />
        {t().display}
      </Button>
      <Suspense>
        <Show when={open() === 'display'}>
          <DisplayDialog
            groupBy={props.state.groupBy}
            density={preferences().density}
            columns={columns()}
            onGroupBy={(groupBy) => props.onChange({ groupBy, page: 1 })}
            onDensity={(density) => void choose({ density })}
            onColumns={(chosen) => {
              if (props.state.columns.length > 0) props.onChange({ columns: [] });
              void choose({ columns: chosen });
            }}
            onClose={close}
          />
        </Show>
        <Show when={open() === 'save'}>
          <SaveViewDialog state={props.state} columns={columns()} onSaved={changed} onClose={close} />
        </Show>
        <Show when={open() === 'manage'}>
          <ManageViewsDialog state={props.state} views={views.data ?? []} onChanged={changed} onClose={close} />
        </Show>
      </Suspense>
    </div>
  );
}
