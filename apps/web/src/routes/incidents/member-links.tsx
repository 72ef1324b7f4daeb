import type { Incident } from '@portolan/contract';
import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { overviewHref } from '../introspection/index.ts';
import { words } from './words.ts';

interface MemberLinksProps {
  incident: Pick<Incident, 'connections' | 'connectionCount'>;
  /** The most that are named. */
  most: number;
}

/** The connections of an incident, each with its page. */
export function MemberLinks(props: MemberLinksProps) {
  const named = () => props.incident.connections.slice(0, props.most);
  const more = () => props.incident.connectionCount - named().length;
  return (
    <ul class="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1" aria-label={words().connections}>
      <For each={named()}>
        {(connection) => (
          <li class="min-w-0 max-w-full">
            <A
              href={overviewHref(connection.id)}
              title={connection.name}
              class="flex h-6 min-w-6 items-center rounded-full border border-line bg-surface px-2 dark:bg-raised text-fg-2 text-xs hover:text-fg hover:underline"
            >
              <span class="truncate">{connection.name}</span>
            </A>
          </li>
        )}
      </For>
      <Show when={more() > 0}>
        <li class="text-fg-3 text-xs">{words().more(more())}</li>
      </Show>
    </ul>
  );
}
