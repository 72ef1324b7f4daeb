import { type Connection, tlsModeOf } from '@portolan/contract';
import { Show } from 'solid-js';
import LockIcon from '~icons/lucide/lock';
import OpenIcon from '~icons/lucide/lock-open';

export function ConnectionAddress(props: { connection: Connection }) {
  const encrypted = () => tlsModeOf(props.connection) !== 'disable';
  const address = () => `${props.connection.host}:${props.connection.port}`;
  return (
    <div class="min-w-0">
      <p class="flex items-center gap-1.5 font-mono text-fg-2 text-xs" title={address()}>
        <Show
          when={encrypted()}
          fallback={<OpenIcon class="size-3 shrink-0 text-warn" role="img" aria-label="Not encrypted" />}
        >
          <LockIcon class="size-3 shrink-0 text-fg-3" role="img" aria-label="Encrypted" />
        </Show>
        <span class="truncate">{props.connection.host}</span>
      </p>
      <p class="truncate pl-4.5 text-fg-3 text-xs">{props.connection.databaseName ?? '—'}</p>
    </div>
  );
}
