import type { ListedApiKey, RotatedApiKey } from '@portolan/contract';
import { Show } from 'solid-js';
import OpenIcon from '~icons/lucide/chevron-right';
import ExpiredIcon from '~icons/lucide/clock-alert';
import { Filled } from '../../components/filled.tsx';
import { NamedCell } from '../../components/named-cell.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { TimeUntil } from '../../components/time-until.tsx';
import { Chip } from '../../components/ui/chip.tsx';
import { now } from '../../lib/clock.ts';
import { wholeNumber } from '../../lib/format.ts';
import { permissionName } from '../../lib/permission-modules.ts';
import { KeyActions } from './key-actions.tsx';
import { t } from './texts.ts';

const COLUMNS: readonly Column<ListedApiKey>[] = [
  {
    get label() {
      return t().name;
    },
    class: 'w-[24%]',
    cell: (key) => (
      <NamedCell name={key.name} code={`${key.prefix}…`}>
        <Show when={key.formerUntil}>
          {(until) => (
            <p class="text-warn text-xs">
              <Filled text={t().formerEnds} gaps={{ time: <TimeUntil at={until()} /> }} />
            </p>
          )}
        </Show>
      </NamedCell>
    ),
  },
  {
    get label() {
      return t().permissions;
    },
    cell: (key) => <Permissions ids={key.permissionIds} />,
  },
  {
    get label() {
      return t().worksAs;
    },
    class: 'w-[22%]',
    cell: (key) => (
      <div class="min-w-0">
        <p class="truncate" title={key.owner.name}>
          {key.owner.name}
        </p>
        <Show when={key.owner.isActive} fallback={<p class="text-warn text-xs">{t().ownerDeactivated}</p>}>
          <p class="truncate text-fg-3 text-xs">
            <Show
              when={key.owner.type === 'service_account'}
              fallback={<Filled text={t().made} gaps={{ time: <RelativeTime at={key.createdAt} /> }} />}
            >
              {t().service}
            </Show>
          </p>
        </Show>
      </div>
    ),
  },
  {
    get label() {
      return t().expires;
    },
    class: 'w-32',
    cell: (key) => <Expiry at={key.expiresAt} />,
  },
  {
    get label() {
      return t().lastUsed;
    },
    class: 'w-40',
    cell: (key) => (
      <div class="min-w-0">
        <RelativeTime at={key.lastUsedAt} />
        <Show when={key.lastUsedFrom}>
          {(address) => (
            <p class="truncate text-fg-3 text-xs" title={address()}>
              {t().from(address())}
            </p>
          )}
        </Show>
      </div>
    ),
  },
];

interface ApiKeyListProps {
  rows: ListedApiKey[] | undefined;
  stale: boolean;
  /** A key has a new secret, to be shown once. */
  onSecret(key: RotatedApiKey): void;
}

export function ApiKeyList(props: ApiKeyListProps) {
  return (
    <RecordList
      label={t().page}
      columns={COLUMNS}
      rows={props.rows}
      stale={props.stale}
      actions={(key) => <KeyActions apiKey={key} onSecret={props.onSecret} />}
    />
  );
}

/** The first one in words, the others on demand. */
function Permissions(props: { ids: ListedApiKey['permissionIds'] }) {
  const first = () => props.ids.slice(0, 1).map(permissionName).join('');
  return (
    <Show when={props.ids.length > 1} fallback={<p class="truncate">{first()}</p>}>
      <details>
        <summary class="-mx-1 flex min-h-6 cursor-pointer items-center gap-1.5 rounded px-1 hover:bg-idle-soft">
          <OpenIcon class="size-3.5 shrink-0 text-fg-3 [[open]>summary>&]:rotate-90" aria-hidden="true" />
          <span class="truncate">{first()}</span>
          <span class="shrink-0 text-fg-3">+{wholeNumber(props.ids.length - 1)}</span>
        </summary>
        <ul class="py-1 pl-5 text-xs">
          {props.ids.map((id) => (
            <li class="flex flex-wrap gap-x-2 py-px">
              {permissionName(id)} <code class="font-mono text-fg-3">{id}</code>
            </li>
          ))}
        </ul>
      </details>
    </Show>
  );
}

function Expiry(props: { at: string | null }) {
  const expired = () => props.at !== null && Date.parse(props.at) <= now();
  return (
    <Show when={expired()} fallback={<TimeUntil at={props.at} />}>
      <Chip tone="warn" icon={ExpiredIcon}>
        {t().expired}
      </Chip>
    </Show>
  );
}
