import { type Connection, KIND_LABELS } from '@portolan/contract';
import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { KindChip, KindMark } from '../../components/kind-mark.tsx';
import { inTenant } from '../../lib/addresses.ts';
import { cx } from '../../lib/cx.ts';

interface ConnectionNameProps {
  connection: Connection;
  /** One line; the description is told by the pointer alone. */
  isCompact?: boolean;
  /** Where nothing beside it says the type. */
  hasKind?: boolean;
}

/** What is deleted has no page to lead to. */
export function ConnectionName(props: ConnectionNameProps) {
  const hint = () => [props.connection.name, props.connection.description].filter(Boolean).join('\n');
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
          </A>
        }
      >
        <p class="truncate font-medium text-fg" title={hint()}>
          {props.connection.name}
        </p>
      </Show>
      <Show when={!props.isCompact && (props.connection.description || props.hasKind)}>
        <p class="flex min-w-0 items-center gap-2 text-fg-3 text-xs">
          <Show when={props.hasKind}>
            <KindChip kind={props.connection.dbType} />
          </Show>
          <span class={cx('truncate', !props.connection.description && 'hidden')}>{props.connection.description}</span>
        </p>
      </Show>
    </div>
  );
}
