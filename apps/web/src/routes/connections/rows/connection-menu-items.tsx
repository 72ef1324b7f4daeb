import type { Connection } from '@portolan/contract';
import { For, type ParentProps, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import TypesIcon from '~icons/lucide/braces';
import DuplicateIcon from '~icons/lucide/copy-plus';
import IdIcon from '~icons/lucide/hash';
import OverviewIcon from '~icons/lucide/heart-pulse';
import SnapshotsIcon from '~icons/lucide/history';
import UrlIcon from '~icons/lucide/link';
import OpenIcon from '~icons/lucide/list-tree';
import EditIcon from '~icons/lucide/pencil';
import TestIcon from '~icons/lucide/plug-zap';
import DeleteIcon from '~icons/lucide/trash-2';
import DiagramIcon from '~icons/lucide/workflow';
import { GuardedItem } from '../../../components/access/guarded.tsx';
import type { Icon } from '../../../components/ui/chip.tsx';
import { Kbd } from '../../../components/ui/kbd.tsx';
import { MenuItem, MenuSeparator } from '../../../components/ui/menu.tsx';
import { NEEDS, type Verb } from './connection-verbs.ts';
import { t } from './menu-texts.ts';
import type { ConnectionVerbs } from './use-connection-verbs.ts';

interface Item {
  verb: Verb;
  icon: Icon;
  /** The key of a row that does the same. */
  hotkey?: string;
}

const groups = (): readonly (readonly Item[])[] => [
  [
    { verb: 'open', icon: OpenIcon, hotkey: '↵' },
    { verb: 'overview', icon: OverviewIcon },
    { verb: 'diagram', icon: DiagramIcon },
    { verb: 'snapshots', icon: SnapshotsIcon },
    { verb: 'types', icon: TypesIcon },
  ],
  [
    { verb: 'test', icon: TestIcon, hotkey: 'T' },
    { verb: 'duplicate', icon: DuplicateIcon },
    { verb: 'copyUrl', icon: UrlIcon },
    { verb: 'copyId', icon: IdIcon },
  ],
  [
    { verb: 'edit', icon: EditIcon, hotkey: 'E' },
    { verb: 'delete', icon: DeleteIcon, hotkey: t().deleteKey },
  ],
];

/** All that can be done with a connection. What the user may not explains why, and who can help. */
export function ConnectionMenuItems(props: { connection: Connection; verbs: ConnectionVerbs }) {
  return (
    <For each={groups()}>
      {(items, index) => (
        <>
          <Show when={index() > 0}>
            <MenuSeparator />
          </Show>
          <For each={items}>
            {(item) => (
              <VerbItem verb={item.verb} onSelect={() => props.verbs.run(item.verb, props.connection)}>
                <Dynamic component={item.icon} class="size-3.5 shrink-0" aria-hidden="true" />
                <span class="flex-1">{t().verbs[item.verb]}</span>
                <Show when={item.hotkey}>
                  {(key) => (
                    <span aria-hidden="true">
                      <Kbd>{key()}</Kbd>
                    </span>
                  )}
                </Show>
              </VerbItem>
            )}
          </For>
        </>
      )}
    </For>
  );
}

function VerbItem(props: ParentProps<{ verb: Verb; onSelect(): void }>) {
  const isDanger = () => props.verb === 'delete';
  return (
    <Show when={NEEDS[props.verb]} fallback={<MenuItem onSelect={() => props.onSelect()}>{props.children}</MenuItem>}>
      {(needs) => (
        <GuardedItem needs={needs()} danger={isDanger()} onSelect={() => props.onSelect()}>
          {props.children}
        </GuardedItem>
      )}
    </Show>
  );
}
