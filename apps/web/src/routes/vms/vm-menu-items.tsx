import type { Vm } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { Kbd } from '../../components/ui/kbd.tsx';
import { MenuItem, MenuNote, MenuSeparator } from '../../components/ui/menu.tsx';
import { useCan } from '../../lib/session.tsx';
import { t } from './texts.ts';
import type { VmVerbs } from './use-vm-verbs.ts';
import { VERB_ICONS } from './verb-icons.ts';
import { powerVerbs, type VmVerb } from './vm-verbs.ts';

/** The keys of a row that do the same. */
const keyOf = (verb: VmVerb) =>
  ({ open: '↵', start: 'S', retry: 'S', stop: 'S', restart: 'R', rename: 'E', delete: t().deleteKey })[verb];

interface VmMenuItemsProps {
  vm: Vm;
  verbs: VmVerbs;
  /** The page of the machine is open already. */
  isOpen?: boolean;
}

/** All that the user can do with a machine as it is. */
export function VmMenuItems(props: VmMenuItemsProps) {
  const can = useCan();
  const groups = () => {
    const all: readonly (readonly VmVerb[])[] = [
      props.isOpen ? [] : ['open'],
      powerVerbs(props.vm),
      ['rename', 'delete'],
    ];
    return all
      .map((group) => group.filter((verb) => props.verbs.offers(verb, props.vm)))
      .filter((group) => group.length > 0);
  };
  // Whoever looks for its power finds out why there is none.
  const isBusy = () => can('vm:power_manage') && powerVerbs(props.vm).length === 0;
  return (
    <>
      <Show when={isBusy()}>
        <MenuNote>{t().busy(props.vm.name)}</MenuNote>
      </Show>
      <For each={groups()}>
        {(group, index) => (
          <>
            <Show when={index() > 0 || isBusy()}>
              <MenuSeparator />
            </Show>
            <For each={group}>
              {(verb) => <VerbItem verb={verb} vm={props.vm} verbs={props.verbs} hasKey={!props.isOpen} />}
            </For>
          </>
        )}
      </For>
    </>
  );
}

function VerbItem(props: { verb: VmVerb; vm: Vm; verbs: VmVerbs; hasKey: boolean }) {
  return (
    <MenuItem danger={props.verb === 'delete'} onSelect={() => props.verbs.run(props.verb, props.vm)}>
      <Dynamic component={VERB_ICONS[props.verb]} class="size-3.5 shrink-0" aria-hidden="true" />
      <span class="flex-1">{t().verbs[props.verb]}</span>
      <Show when={props.hasKey}>
        <span aria-hidden="true">
          <Kbd>{keyOf(props.verb)}</Kbd>
        </span>
      </Show>
    </MenuItem>
  );
}
