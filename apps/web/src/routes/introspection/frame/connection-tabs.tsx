import { A } from '@solidjs/router';
import { For } from 'solid-js';
import { useCan } from '../../../lib/session.tsx';
import { connectionHref, diagramHref, overviewHref, snapshotsHref, typesHref } from '../links.ts';
import { t } from '../texts.ts';

/** The views of one connection, each with an address of its own. */
export function ConnectionTabs(props: { connectionId: string }) {
  const can = useCan();
  const overview = () => ({ href: overviewHref(props.connectionId), label: t().overview });
  const schema = () => [
    { href: connectionHref(props.connectionId), label: t().explorer },
    { href: diagramHref(props.connectionId), label: t().diagram },
    { href: snapshotsHref(props.connectionId), label: t().snapshots },
    { href: typesHref(props.connectionId), label: t().types },
  ];
  const tabs = () => (can('connections:introspect') ? [overview(), ...schema()] : [overview()]);
  return (
    <nav aria-label={t().views}>
      <ul class="flex flex-wrap gap-1">
        <For each={tabs()}>
          {(tab) => (
            <li>
              <A
                href={tab.href}
                end
                class="inline-flex h-8 items-center rounded-md px-3 font-medium text-fg-2 hover:bg-idle-soft hover:text-fg max-md:h-10 max-md:px-2"
                activeClass="bg-accent-soft !text-accent-fg"
              >
                {tab.label}
              </A>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}
