import PlusIcon from '~icons/lucide/plus';
import { GuardedButton } from '../../components/access/guarded.tsx';
import { useSearchState } from '../../lib/use-search-state.ts';
import { listParams } from './list-params.ts';
import { t } from './texts.ts';

export function NewVmButton() {
  const [, patch] = useSearchState(listParams);
  return (
    <GuardedButton variant="primary" needs="vm:create" onClick={() => patch({ machine: 'new' })}>
      <PlusIcon class="size-4" aria-hidden="true" />
      {t().new}
    </GuardedButton>
  );
}
