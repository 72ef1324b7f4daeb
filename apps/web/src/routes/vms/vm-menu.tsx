import type { Vm } from '@portolan/contract';
import { Show } from 'solid-js';
import MoreIcon from '~icons/lucide/ellipsis';
import { Menu } from '../../components/ui/menu.tsx';
import { t } from './texts.ts';
import type { VmVerbs } from './use-vm-verbs.ts';
import { VmMenuItems } from './vm-menu-items.tsx';

/** Where there is anything in it: what a machine of others allows is little. */
export function VmMenu(props: { vm: Vm; verbs: VmVerbs; isOpen?: boolean }) {
  const hasAny = () =>
    !props.isOpen || (['rename', 'delete'] as const).some((verb) => props.verbs.offers(verb, props.vm));
  return (
    <Show when={hasAny()}>
      <Menu
        label={t().actions(props.vm.name)}
        triggerClass="grid size-7 place-items-center rounded-md text-fg-3 hover:bg-idle-soft hover:text-fg max-md:size-9"
        trigger={<MoreIcon class="size-4" aria-hidden="true" />}
      >
        <VmMenuItems vm={props.vm} verbs={props.verbs} isOpen={props.isOpen === true} />
      </Menu>
    </Show>
  );
}
