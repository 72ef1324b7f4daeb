import { type Connection, tlsModeOf } from '@portolan/contract';
import { Show } from 'solid-js';
import LockIcon from '~icons/lucide/lock';
import OpenIcon from '~icons/lucide/lock-open';
import { localized } from '../../lib/locale.ts';
import { address as english } from '../../locales/en.ts?address';

const t = localized('address', english);

/** Host with port, and the database: below it, or where rows are low behind it. */
export function ConnectionAddress(props: { connection: Connection; isCompact?: boolean }) {
  const encrypted = () => tlsModeOf(props.connection) !== 'disable';
  const address = () => `${props.connection.host}:${props.connection.port}`;
  const whole = () => [address(), props.connection.databaseName].filter(Boolean).join('/');
  return (
    <div class="min-w-0">
      <p class="flex items-center gap-1.5 font-mono text-fg-2 text-xs" title={whole()}>
        <Show
          when={encrypted()}
          fallback={<OpenIcon class="size-3 shrink-0 text-warn" role="img" aria-label={t().open} />}
        >
          <LockIcon class="size-3 shrink-0 text-fg-3" role="img" aria-label={t().encrypted} />
        </Show>
        <span class="truncate">{props.isCompact ? whole() : props.connection.host}</span>
        <Show when={!props.isCompact}>
          <span class="-ml-1.5 shrink-0 text-fg-3">:{props.connection.port}</span>
        </Show>
      </p>
      <Show when={!props.isCompact}>
        <p class="truncate pl-4.5 text-fg-3 text-xs">{props.connection.databaseName ?? '—'}</p>
      </Show>
    </div>
  );
}
