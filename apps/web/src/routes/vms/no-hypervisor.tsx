import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { EmptyState } from '../../components/empty-state.tsx';
import { useSession } from '../../lib/session.tsx';
import { t } from './texts.ts';

/** Where there is nothing to run machines on: who has to do what about it. */
export function NoHypervisor() {
  const session = useSession();
  const isOperator = () => session().me.isOperator;
  return (
    <div class="mt-4">
      <EmptyState title={t().noHypervisor} text={isOperator() ? t().noHypervisorYours : t().noHypervisorText}>
        <Show when={isOperator()}>
          <A class="inline-flex min-h-6 items-center text-accent-fg hover:underline" href="/hypervisors">
            {t().toHypervisors}
          </A>
        </Show>
      </EmptyState>
    </div>
  );
}
