import { Show } from 'solid-js';
import PlusIcon from '~icons/lucide/plus';
import { Button } from '../../components/ui/button.tsx';
import { useCan } from '../../lib/session.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import { listParams } from './list-params.ts';
import { t } from './texts.ts';

/** For who may make machines. */
export function NewVmButton() {
  const can = useCan();
  const [, patch] = useSearchState(listParams);
  return (
    <Show when={can('vm:create')}>
      <Button variant="primary" onClick={() => patch({ machine: 'new' })}>
        <PlusIcon class="size-4" aria-hidden="true" />
        {t().new}
      </Button>
    </Show>
  );
}
