import type { Vm } from '@portolan/contract';
import { Show } from 'solid-js';
import RetryIcon from '~icons/lucide/rotate-cw';
import { Button } from '../../components/ui/button.tsx';
import { sentence } from '../../lib/sentence.ts';
import { t } from './texts.ts';
import type { VmVerbs } from './use-vm-verbs.ts';

/** Why a machine is in error, or why what was asked of it was not done, and the way to try again. */
export function VmFailure(props: { vm: Vm; verbs: VmVerbs }) {
  return (
    <Show when={props.vm.failure}>
      {(failure) => (
        <div class="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          <p class="wrap-anywhere min-w-0 flex-1 basis-40 text-bad text-xs leading-4">{sentence(failure())}</p>
          <Show when={props.verbs.offers('retry', props.vm)}>
            <Button
              size="sm"
              aria-label={t().retryOf(props.vm.name)}
              onClick={() => props.verbs.run('retry', props.vm)}
            >
              <RetryIcon class="size-3.5" aria-hidden="true" />
              {t().verbs.retry}
            </Button>
          </Show>
        </div>
      )}
    </Show>
  );
}
