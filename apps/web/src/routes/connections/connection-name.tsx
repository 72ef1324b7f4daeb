import { type Connection, KIND_LABELS } from '@portolan/contract';
import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { KindChip, KindMark } from '../../components/kind-mark.tsx';
import { inTenant } from '../../lib/addresses.ts';
import { cx } from '../../lib/cx.ts';
import { EnvironmentChip, EnvironmentMark } from './order/environment-chip.tsx';

interface ConnectionNameProps {
  connection: Connection;
  /** One line; the description is told by the pointer alone. */
  isCompact?: boolean;
  /** Where nothing beside it says the type. */
  hasKind?: boolean;
  /** The same for the environment. */
  hasEnvironment?: boolean;
}

/** What is deleted has no page to lead to. */
export function ConnectionName(props: ConnectionNameProps) {
  const hint = () => [props.connection.name, props.connection.description].filter(Boolean).join('\n');
  // What is of no importance needs no words.
  const environment = () =>
    props.hasEnvironment && props.connection.environment !== 'other' ? props.connection.environment : undefined;
  return (
    <div class="min-w-0">
      <Show
        when={props.connection.deletedAt}
        fallback={
          <A
            href={inTenant(`/connections/${props.connection.id}`)}
            // The row is where Tab leads to; the arrows lead on to its parts.
            tabindex={-1}
            title={hint()}
            class="flex min-h-6 items-center font-medium text-fg hover:underline"
          >
            <Show when={props.isCompact && props.hasKind}>
              <KindMark kind={props.connection.dbType} class="!size-5 mr-2" />
              <span class="sr-only">{`${KIND_LABELS[props.connection.dbType]}: `}</span>
            </Show>
            <span class="truncate">{props.connection.name}</span>
            <Show when={props.isCompact && environment()}>{(shown) => <EnvironmentMark environment={shown()} />}</Show>
          </A>
        }
      >
        <p class="truncate font-medium text-fg" title={hint()}>
          {props.connection.name}
        </p>
      </Show>
      <Show when={!props.isCompact && (props.connection.description || props.hasKind || environment())}>
        <p
          class="flex min-w-0 items-center gap-x-2 gap-y-1 text-fg-3 text-xs"
          classList={{ 'flex-wrap': Boolean(props.hasKind && environment()) }}
        >
          <Show when={props.hasKind}>
            <KindChip kind={props.connection.dbType} />
          </Show>
          <Show when={environment()}>{(shown) => <EnvironmentChip environment={shown()} />}</Show>
          <span class={cx('truncate', !props.connection.description && 'hidden')}>{props.connection.description}</span>
        </p>
      </Show>
    </div>
  );
}
