import type { Hypervisor } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { onMount, Show } from 'solid-js';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { sentence } from '../../lib/sentence.ts';
import { t } from './dialog-texts.ts';
import { HypervisorReport } from './hypervisor-report.tsx';
import { hypervisorQueries } from './queries.ts';

/** Tests a hypervisor as soon as it opens, and shows what was found stage by stage. */
export default function TestDialog(props: { hypervisor: Hypervisor; onClose(): void }) {
  const queries = useQueryClient();
  const { id, name } = props.hypervisor;
  const test = useMutation(() => ({
    mutationFn: () => api.hypervisors.test.mutate({ id }),
    onSettled: () => queries.invalidateQueries({ queryKey: hypervisorQueries.all }),
  }));
  onMount(() => test.mutate());
  return (
    <Dialog title={t().testTitle(name)} class="max-w-lg" initialFocus="footer button" onClose={props.onClose}>
      <div class="overflow-y-auto px-5 py-4" aria-live="polite">
        <Show when={test.isPending}>
          <p class="flex items-center gap-2">
            <Spinner />
            {t().testing}
          </p>
        </Show>
        <Show when={test.data}>{(result) => <HypervisorReport result={result()} />}</Show>
        <Show when={test.isError}>
          <p class="text-bad">{sentence(toFailure(test.error).message)}</p>
        </Show>
      </div>
      <footer class="flex justify-end gap-2 border-line border-t bg-sunken px-5 py-3">
        <Button busy={test.isPending} onClick={() => test.mutate()}>
          {t().again}
        </Button>
        <Button variant="primary" onClick={() => props.onClose()}>
          {t().done}
        </Button>
      </footer>
    </Dialog>
  );
}
