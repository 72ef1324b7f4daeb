import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import TestIcon from '~icons/lucide/plug-zap';
import { Button } from '../../components/ui/button.tsx';
import { loadPart } from '../../lib/load-part.ts';
import { useCan } from '../../lib/session.tsx';
import { showFailure } from '../../lib/show-failure.ts';
import type { ListState } from './list-params.ts';
import { t } from './texts.ts';

interface TestFailedButtonProps {
  state: ListState;
  /** How many have failed, as far as it is known. */
  failed: number | undefined;
  onShowFailed(): void;
}

export function TestFailedButton(props: TestFailedButtonProps) {
  const can = useCan();
  const queries = useQueryClient();
  const [busy, setBusy] = createSignal(false);
  const run = async () => {
    setBusy(true);
    try {
      const { testFailed } = await loadPart(() => import('./bulk/many.ts'));
      await testFailed(queries, props.state, props.onShowFailed);
    } catch (error) {
      showFailure(t().failedNotTested, error, run);
    }
    setBusy(false);
  };
  return (
    <Show when={can('connections:test') && (busy() || props.failed)}>
      <Button variant="ghost" busy={busy()} onClick={() => void run()}>
        <Show when={!busy()}>
          <TestIcon class="size-3.5" aria-hidden="true" />
        </Show>
        {t().testFailed}
      </Button>
    </Show>
  );
}
