import type { Explanation, Permission } from '@portolan/contract';
import { For, Match, Show, Switch } from 'solid-js';
import { toFailure } from '../../lib/app-error.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { Chip } from '../ui/chip.tsx';
import { iamQueries } from './queries.ts';

/** Which permission is missing, which roles hold it, and the people who can hand one of them out. */
export function ExplanationView(props: { permission: Permission }) {
  const query = useLiveQuery(() => iamQueries.explain(props.permission));
  return (
    <Switch fallback={<div class="skeleton h-24" role="status" aria-label="Loading" />}>
      <Match when={query.isError && !query.data}>
        <p role="alert" class="text-bad">
          {toFailure(query.error).message}
        </p>
      </Match>
      <Match when={query.data?.allowed}>
        <p class="text-fg-2">You may do this by now: reload the page.</p>
      </Match>
      <Match when={query.data}>{(found) => <Refusal explanation={found()} />}</Match>
    </Switch>
  );
}

const LEADS: Record<NonNullable<Explanation['missing']>, string> = {
  role: 'None of your roles in this tenant holds the permission',
  inactive: 'Your membership in this tenant is deactivated, and with it the permission',
  membership: 'You are not a member of this tenant, and so lack the permission',
  key: 'The key in use was not given the permission',
};

function Refusal(props: { explanation: Explanation }) {
  return (
    <div class="flex flex-col gap-4">
      <p class="text-fg-2">
        {LEADS[props.explanation.missing ?? 'role']}{' '}
        <span class="font-medium text-fg">“{props.explanation.permissionName}”</span>{' '}
        <code class="whitespace-nowrap font-mono text-fg-3 text-xs">({props.explanation.permission})</code>.
      </p>
      <section>
        <h3 class="font-medium text-fg-2 text-xs">Roles that hold it</h3>
        <Show
          when={props.explanation.grantedBy.length > 0}
          fallback={<p class="mt-1 text-fg-3">No role of this tenant does.</p>}
        >
          <ul class="mt-1.5 flex flex-wrap gap-1">
            <For each={props.explanation.grantedBy}>
              {(role) => (
                <li class="max-w-full">
                  <Chip>{role.name}</Chip>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </section>
      <section>
        <h3 class="font-medium text-fg-2 text-xs">People who can give it to you</h3>
        <Show
          when={props.explanation.grantors.length > 0}
          fallback={<p class="mt-1 text-fg-3">Nobody at the moment. Ask the operator of this installation.</p>}
        >
          <ul class="mt-1 flex flex-col">
            <For each={props.explanation.grantors}>
              {(person) => (
                <li class="flex min-h-7 flex-wrap items-center gap-x-2">
                  <Show when={person.name}>
                    <span class="break-words font-medium">{person.name}</span>
                  </Show>
                  <a
                    href={`mailto:${encodeURIComponent(person.email).replace('%40', '@')}`}
                    class="flex min-h-6 items-center break-all text-accent-fg hover:underline"
                  >
                    {person.email}
                  </a>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </section>
    </div>
  );
}
