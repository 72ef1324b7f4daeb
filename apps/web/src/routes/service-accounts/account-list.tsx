import type { ServiceAccount } from '@portolan/contract';
import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import ActiveIcon from '~icons/lucide/circle-check';
import InactiveIcon from '~icons/lucide/circle-pause';
import { Filled } from '../../components/filled.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { RoleChips } from '../../components/role-chips.tsx';
import { Chip } from '../../components/ui/chip.tsx';
import { inTenant } from '../../lib/addresses.ts';
import { AccountActions } from './account-actions.tsx';
import { t } from './texts.ts';

const COLUMNS: readonly Column<ServiceAccount>[] = [
  {
    get label() {
      return t().name;
    },
    class: 'w-[28%]',
    cell: (account) => (
      <div class="min-w-0">
        <p class="truncate font-medium text-fg" title={account.name}>
          {account.name}
        </p>
        <Show when={account.description}>
          {(description) => (
            <p class="truncate text-fg-3 text-xs" title={description()}>
              {description()}
            </p>
          )}
        </Show>
      </div>
    ),
  },
  {
    get label() {
      return t().roles;
    },
    bare: true,
    cell: (account) => <RoleChips names={account.roles} none={t().noRole} />,
  },
  {
    get label() {
      return t().owner;
    },
    class: 'w-[20%]',
    cell: (account) => <Owner owner={account.owner} />,
  },
  {
    get label() {
      return t().keys;
    },
    class: 'w-32',
    cell: (account) => (
      <div class="min-w-0">
        <A
          class="inline-flex min-h-6 items-center text-accent-fg hover:underline"
          href={inTenant(`/service-accounts?of=${account.id}`)}
        >
          {t().keyCount(account.keyCount)}
        </A>
        <Show when={account.lastUsedAt}>
          {(at) => (
            <p class="text-fg-3 text-xs">
              <Filled text={t().used} gaps={{ time: <RelativeTime at={at()} /> }} />
            </p>
          )}
        </Show>
      </div>
    ),
  },
  {
    get label() {
      return t().status;
    },
    class: 'w-32',
    bare: true,
    cell: (account) => (
      <Show when={account.isActive} fallback={<Chip icon={InactiveIcon}>{t().deactivated}</Chip>}>
        <Chip tone="ok" icon={ActiveIcon}>
          {t().active}
        </Chip>
      </Show>
    ),
  },
];

export function AccountList(props: { rows: ServiceAccount[] | undefined; stale: boolean }) {
  return (
    <RecordList
      label={t().page}
      columns={COLUMNS}
      rows={props.rows}
      stale={props.stale}
      actions={(account) => <AccountActions account={account} />}
    />
  );
}

function Owner(props: { owner: ServiceAccount['owner'] }) {
  return (
    <Show when={props.owner} fallback={<p class="text-warn">{t().noOwner}</p>}>
      {(owner) => (
        <div class="min-w-0">
          <p class="truncate" title={owner().email}>
            {owner().name ?? owner().email}
          </p>
          <Show when={!owner().isActive}>
            <p class="text-warn text-xs">{t().ownerInactive}</p>
          </Show>
        </div>
      )}
    </Show>
  );
}
