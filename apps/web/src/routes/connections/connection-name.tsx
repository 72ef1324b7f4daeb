import { type Connection, KIND_LABELS } from '@portolan/contract';
import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { KindMark } from '../../components/kind-mark.tsx';
import { inTenant } from '../../lib/addresses.ts';

/** What is deleted has no page to lead to. */
export function ConnectionName(props: { connection: Connection }) {
  return (
    <div class="flex min-w-0 items-center gap-3">
      <KindMark kind={props.connection.dbType} />
      <div class="min-w-0">
        <Show
          when={props.connection.deletedAt}
          fallback={
            <A
              href={inTenant(`/connections/${props.connection.id}`)}
              // The row is where Tab leads to; the arrows lead on to its parts.
              tabindex={-1}
              title={props.connection.name}
              class="flex min-h-6 items-center font-medium text-fg hover:underline"
            >
              <span class="truncate">{props.connection.name}</span>
            </A>
          }
        >
          <p class="truncate font-medium text-fg" title={props.connection.name}>
            {props.connection.name}
          </p>
        </Show>
        <p class="truncate text-fg-3 text-xs" title={props.connection.description ?? undefined}>
          <span class="xl:hidden">{KIND_LABELS[props.connection.dbType]}</span>
          <Show when={props.connection.description}>
            <span class="xl:hidden"> · </span>
            {props.connection.description}
          </Show>
        </p>
      </div>
    </div>
  );
}
