import type { Hypervisor, HypervisorStageResult } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, onCleanup, onMount, Show } from 'solid-js';
import { StageList } from '../../components/stage-list.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { sentence } from '../../lib/sentence.ts';
import { t } from './dialog-texts.ts';
import { HypervisorReport } from './hypervisor-report.tsx';
import { hypervisorQueries } from './queries.ts';
import { walkTo } from './walk.ts';
import { watchTest } from './watch-test.ts';

/** Tests a hypervisor as soon as it opens, and shows each stage when it has ended. Whoever closes it ends the test. */
export default function TestDialog(props: { hypervisor: Hypervisor; onClose(): void }) {
  const queries = useQueryClient();
  const { id, name, uri } = props.hypervisor;
  const walk = walkTo(uri);
  const [stages, setStages] = createSignal<readonly HypervisorStageResult[]>([]);
  const leaving = new AbortController();
  const test = useMutation(() => ({
    mutationFn: () => watchTest(id, leaving.signal, (stage) => setStages((told) => [...told, stage])),
    onSettled: () => queries.invalidateQueries({ queryKey: hypervisorQueries.all }),
  }));
  const run = () => {
    setStages([]);
    test.mutate();
  };
  onMount(run);
  onCleanup(() => leaving.abort());
  return (
    <Dialog
      title={t().testTitle(name)}
      class="max-w-lg"
      initialFocus="footer button:last-child"
      onClose={props.onClose}
    >
      <div class="overflow-y-auto px-5 py-4" aria-live="polite">
        <Show when={test.isPending}>
          <div class="rounded-lg border border-line bg-sunken p-3">
            <p class="font-medium">{t().testing}</p>
            {/* Said once when it is over: stage by stage would talk over the reader. */}
            <div class="mt-2" aria-live="off">
              <StageList stages={stages()} walk={walk} isRunning />
            </div>
          </div>
        </Show>
        <Show when={test.data}>{(result) => <HypervisorReport result={result()} walk={walk} />}</Show>
        <Show when={test.isError}>
          <p class="text-bad">{sentence(toFailure(test.error).message)}</p>
        </Show>
      </div>
      <footer class="flex justify-end gap-2 border-line border-t bg-sunken px-5 py-3">
        <Button busy={test.isPending} onClick={run}>
          {t().again}
        </Button>
        <Button variant="primary" onClick={() => props.onClose()}>
          {test.isPending ? t().stop : t().done}
        </Button>
      </footer>
    </Dialog>
  );
}
