import { ENVIRONMENTS } from '@portolan/contract';
import { createSignal, For, Show } from 'solid-js';
import TestIcon from '~icons/lucide/plug-zap';
import DeleteIcon from '~icons/lucide/trash-2';
import ClearIcon from '~icons/lucide/x';
import { GuardedButton, GuardedItem } from '../../../components/access/guarded.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Menu } from '../../../components/ui/menu.tsx';
import { focusPageWhenLost } from '../../../components/ui/restore-focus.ts';
import { wholeNumber } from '../../../lib/format.ts';
import { showFailure } from '../../../lib/show-failure.ts';
import { type ListState, toListInput } from '../list-params.ts';
import { EnvironmentChip } from '../order/environment-chip.tsx';
import { useListRows } from '../rows/list-rows.ts';
import { t as rowTexts } from '../rows/texts.ts';
import { allConnections } from './all-connections.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { t } from './texts.ts';
import type { ManyChange } from './update-many.ts';

interface BulkBarProps {
  state: ListState;
  /** All that match, on all pages. */
  total: number;
}

/** What can be done with the marked rows, at the foot of the window as long as there are any. */
export default function BulkBar(props: BulkBarProps) {
  const { keys, selection, testAll, verbs } = useListRows();
  const [loading, setLoading] = createSignal(false);
  const [change, setChange] = createSignal<ManyChange | null>(null);
  const selectAll = async () => {
    setLoading(true);
    try {
      selection.add(await allConnections(toListInput(props.state)));
    } catch (error) {
      showFailure(t().notSelected, error, selectAll);
    }
    setLoading(false);
  };
  const clear = () => {
    selection.clear();
    keys.focusPlace(keys.place());
    focusPageWhenLost();
  };
  return (
    <section
      aria-label={t().region}
      data-bulk=""
      class="anim-pop sticky bottom-4 z-10 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center justify-center gap-1 rounded-xl border border-line bg-raised p-1.5 pl-3 shadow-pop"
    >
      <p class="whitespace-nowrap font-medium tabular-nums">{rowTexts().selected(selection.count())}</p>
      <Show when={props.total > selection.count()}>
        <Button size="sm" variant="ghost" class="!text-accent-fg" busy={loading()} onClick={() => void selectAll()}>
          {t().selectAll(wholeNumber(props.total))}
        </Button>
      </Show>
      <span class="mx-1 h-5 w-px bg-line max-md:hidden" aria-hidden="true" />
      <GuardedButton size="sm" needs="connections:test" onClick={() => testAll(selection.all())}>
        <TestIcon class="size-3.5" aria-hidden="true" />
        {t().test}
      </GuardedButton>
      <Menu
        label={t().setEnvironment}
        placement="top-start"
        triggerClass="inline-flex h-7 items-center rounded-md px-2.5 font-medium text-fg-2 text-xs hover:bg-idle-soft hover:text-fg max-md:h-9"
        trigger={t().environment}
      >
        <For each={ENVIRONMENTS}>
          {(environment) => (
            <GuardedItem needs="connections:write" onSelect={() => setChange({ environment })}>
              <EnvironmentChip environment={environment} />
            </GuardedItem>
          )}
        </For>
      </Menu>
      <GuardedButton size="sm" variant="ghost" needs="connections:write" onClick={() => setChange({ tags: [] })}>
        {t().addTag}
      </GuardedButton>
      <GuardedButton
        size="sm"
        variant="danger"
        needs="connections:delete"
        onClick={() => verbs.remove(selection.all())}
      >
        <DeleteIcon class="size-3.5" aria-hidden="true" />
        {t().delete}
      </GuardedButton>
      <Button size="icon" variant="ghost" aria-label={t().clear} onClick={clear}>
        <ClearIcon class="size-4" aria-hidden="true" />
      </Button>
      <Show when={change()} keyed>
        {(wanted) => <ChangeDialog connections={selection.all()} change={wanted} onClose={() => setChange(null)} />}
      </Show>
    </section>
  );
}
