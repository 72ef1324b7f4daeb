import type { Vm } from '@portolan/contract';
import { For, type ParentProps, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { GuardedItem } from '../../components/access/guarded.tsx';
import { Kbd } from '../../components/ui/kbd.tsx';
import { MenuItem, MenuNote, MenuSeparator } from '../../components/ui/menu.tsx';
import { t } from './texts.ts';
import type { VmVerbs } from './use-vm-verbs.ts';
import { VERB_ICONS } from './verb-icons.ts';
import { allows, NEEDS, powerVerbs, type VmVerb } from './vm-verbs.ts';

/** The keys of a row that do the same. */
const keyOf = (verb: VmVerb) =>
  ({ open: '↵', start: 'S', retry: 'S', stop: 'S', restart: 'R', rename: 'E', delete: t().deleteKey })[verb];

interface VmMenuItemsProps {
  vm: Vm;
  verbs: VmVerbs;
  /** The page of the machine is open already. */
  isOpen?: boolean;
}

/** All that can be done with a machine as it is. What the user may not explains why, and who can help. */
export function VmMenuItems(props: VmMenuItemsProps) {
  const item = (verb: VmVerb) => (
    <VerbItem verb={verb} onSelect={() => props.verbs.run(verb, props.vm)}>
      <Dynamic component={VERB_ICONS[verb]} class="size-3.5 shrink-0" aria-hidden="true" />
      <span class="flex-1">{t().verbs[verb]}</span>
      <Show when={!props.isOpen}>
        <span aria-hidden="true">
          <Kbd>{keyOf(verb)}</Kbd>
        </span>
      </Show>
    </VerbItem>
  );
  return (
    <>
      <Show when={!props.isOpen}>
        {item('open')}
        <MenuSeparator />
      </Show>
      <For each={powerVerbs(props.vm)} fallback={<MenuNote>{t().busy(props.vm.name)}</MenuNote>}>
        {item}
      </For>
      <MenuSeparator />
      {item('rename')}
      <Show when={allows(props.vm, 'delete')}>{item('delete')}</Show>
    </>
  );
}

function VerbItem(props: ParentProps<{ verb: VmVerb; onSelect(): void }>) {
  return (
    <Show when={NEEDS[props.verb]} fallback={<MenuItem onSelect={() => props.onSelect()}>{props.children}</MenuItem>}>
      {(needs) => (
        <GuardedItem needs={needs()} danger={props.verb === 'delete'} onSelect={() => props.onSelect()}>
          {props.children}
        </GuardedItem>
      )}
    </Show>
  );
}
