import type { Connection } from '@portolan/contract';
import { Show } from 'solid-js';
import MoreIcon from '~icons/lucide/ellipsis';
import TestIcon from '~icons/lucide/plug-zap';
import { Button } from '../../components/ui/button.tsx';
import { useCan } from '../../lib/session.tsx';
import { useListRows } from './rows/list-rows.ts';
import { t } from './rows/texts.ts';

/** The test, which is wanted most, and the menu with all the rest. Arrows lead here from the row, Tab does not. */
export function ConnectionActions(props: { connection: Connection }) {
  const can = useCan();
  const { menu, tests, toggleMenu, verbs } = useListRows();
  const busy = () => tests.isTesting(props.connection.id);
  let opener!: HTMLButtonElement;
  const isOpen = () => menu()?.opener === opener;
  return (
    <div class="flex justify-end gap-1">
      <Show when={can('connections:test')}>
        <Button
          size="sm"
          variant="ghost"
          tabindex={-1}
          busy={busy()}
          aria-label={t().testOf(props.connection.name)}
          onClick={() => verbs.run('test', props.connection)}
        >
          <Show when={!busy()}>
            <TestIcon class="size-3.5" aria-hidden="true" />
          </Show>
          {t().test}
        </Button>
      </Show>
      <button
        ref={opener}
        type="button"
        tabindex={-1}
        data-menu=""
        aria-haspopup="menu"
        aria-expanded={isOpen()}
        aria-label={t().more(props.connection.name)}
        class="grid size-7 place-items-center rounded-md text-fg-3 hover:bg-idle-soft hover:text-fg aria-expanded:bg-idle-soft max-md:size-9"
        onClick={() => toggleMenu(props.connection, opener)}
      >
        <MoreIcon class="size-4" aria-hidden="true" />
      </button>
    </div>
  );
}
