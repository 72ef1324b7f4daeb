import type { Vm } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { Button } from '../../../components/ui/button.tsx';
import { t as list } from '../texts.ts';
import type { VmVerbs } from '../use-vm-verbs.ts';
import { VERB_ICONS } from '../verb-icons.ts';
import { VmFailure } from '../vm-failure.tsx';
import { VmMenu } from '../vm-menu.tsx';
import { VmProgressBar } from '../vm-progress.tsx';
import { VmStatusChip } from '../vm-status.tsx';
import { sourceText } from '../vm-text.ts';
import { powerVerbs } from '../vm-verbs.ts';

/** What a machine is called, how it is, and what can be done with it now. */
export function VmHead(props: { vm: Vm; verbs: VmVerbs }) {
  // A machine in error has the way to try again beside its reason.
  const power = () => powerVerbs(props.vm).filter((verb) => verb !== 'retry' && props.verbs.offers(verb, props.vm));
  return (
    <header>
      <div class="flex flex-wrap items-center gap-3">
        <div class="min-w-0 flex-1 basis-48">
          <h1 class="wrap-anywhere font-semibold text-lg tracking-tight">{props.vm.name}</h1>
          <p class="truncate text-fg-3 text-xs">{sourceText(props.vm)}</p>
        </div>
        <div role="status" class="flex">
          <VmStatusChip vm={props.vm} />
        </div>
        <For each={power()}>
          {(verb) => (
            <Button onClick={() => props.verbs.run(verb, props.vm)}>
              <Dynamic component={VERB_ICONS[verb]} class="size-3.5" aria-hidden="true" />
              {list().verbs[verb]}
            </Button>
          )}
        </For>
        <VmMenu vm={props.vm} verbs={props.verbs} isOpen />
      </div>
      <Show when={props.vm.progress}>{(progress) => <VmProgressBar progress={progress()} />}</Show>
      <VmFailure vm={props.vm} verbs={props.verbs} />
    </header>
  );
}
