import { useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import PlusIcon from '~icons/lucide/plus';
import { Button } from '../../components/ui/button.tsx';
import { useCan } from '../../lib/session.tsx';
import { preloadConnectionDialog } from './connection-dialog-host.tsx';
import { t } from './texts.ts';

export function NewConnectionButton() {
  const can = useCan();
  const [, setSearch] = useSearchParams();
  return (
    <Show when={can('connections:write')}>
      <Button
        variant="primary"
        onClick={() => setSearch({ dialog: 'new' })}
        onPointerEnter={preloadConnectionDialog}
        onFocus={preloadConnectionDialog}
      >
        <PlusIcon class="size-4" aria-hidden="true" />
        {t().new}
        <span
          class="ml-1 rounded border border-on-accent/40 px-1 font-sans text-2xs leading-4 max-md:hidden"
          aria-hidden="true"
        >
          C
        </span>
      </Button>
    </Show>
  );
}
