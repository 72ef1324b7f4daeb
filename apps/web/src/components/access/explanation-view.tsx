import type { Explanation, Permission } from '@portolan/contract';
import { For, Match, Show, Switch } from 'solid-js';
import { toFailure } from '../../lib/app-error.ts';
import { localized } from '../../lib/locale.ts';
import { permissionName } from '../../lib/permission-modules.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { access } from '../../locales/en.ts?access';
import { Filled } from '../filled.tsx';
import { Chip } from '../ui/chip.tsx';
import { iamQueries } from './queries.ts';

const t = localized('access', access);

/** Which permission is missing, which roles hold it, and the people who can hand one of them out. */
export function ExplanationView(props: { permission: Permission }) {
  const query = useLiveQuery(() => iamQueries.explain(props.permission));
  return (
    <Switch fallback={<div class="skeleton h-24" role="status" aria-label={t().loading} />}>
      <Match when={query.isError && !query.data}>
        <p role="alert" class="text-bad">
          {toFailure(query.error).message}
        </p>
      </Match>
      <Match when={query.data?.allowed}>
        <p class="text-fg-2">{t().allowed}</p>
      </Match>
      <Match when={query.data}>{(found) => <Refusal explanation={found()} />}</Match>
    </Switch>
  );
}

function Refusal(props: { explanation: Explanation }) {
  return (
    <div class="flex flex-col gap-4">
      <p class="text-fg-2">
        <Filled
          text={t().missing[props.explanation.missing ?? 'role']}
          gaps={{ permission: <PermissionAsked id={props.explanation.permission} /> }}
        />
      </p>
      <section>
        <h3 class="font-medium text-fg-2 text-xs">{t().roles}</h3>
        <Show when={props.explanation.grantedBy.length > 0} fallback={<p class="mt-1 text-fg-3">{t().noRole}</p>}>
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
        <h3 class="font-medium text-fg-2 text-xs">{t().people}</h3>
        <Show when={props.explanation.grantors.length > 0} fallback={<p class="mt-1 text-fg-3">{t().nobody}</p>}>
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

/** By its name, and by the id that an admin may look for. */
function PermissionAsked(props: { id: Permission }) {
  return (
    <>
      <span class="font-medium text-fg">{t().named(permissionName(props.id))}</span>{' '}
      <code class="whitespace-nowrap font-mono text-fg-3 text-xs">{`(${props.id})`}</code>
    </>
  );
}
