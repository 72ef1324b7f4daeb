import type { Tenant, TenantStatus } from '@portolan/contract';
import { Match, Show, Switch } from 'solid-js';
import ActiveIcon from '~icons/lucide/circle-check';
import FailedIcon from '~icons/lucide/circle-x';
import QuotaIcon from '~icons/lucide/gauge';
import RestoreIcon from '~icons/lucide/rotate-ccw';
import DeleteIcon from '~icons/lucide/trash-2';
import { NamedCell } from '../../components/named-cell.tsx';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Chip, type Icon, type Tone } from '../../components/ui/chip.tsx';
import { Spinner } from '../../components/ui/spinner.tsx';
import { t as quota } from './quota-texts.ts';
import { t } from './texts.ts';

const LOOKS: Record<TenantStatus, { tone: Tone; icon: Icon }> = {
  provisioning: { tone: 'accent', icon: Spinner },
  active: { tone: 'ok', icon: ActiveIcon },
  deleted: { tone: 'idle', icon: DeleteIcon },
  failed: { tone: 'bad', icon: FailedIcon },
};

const COLUMNS: readonly Column<Tenant>[] = [
  {
    get label() {
      return t().tenant;
    },
    class: 'w-[36%]',
    cell: (tenant) => <NamedCell name={tenant.name} code={tenant.slug} />,
  },
  {
    get label() {
      return t().status;
    },
    cell: (tenant) => (
      <>
        <Chip tone={LOOKS[tenant.status].tone} icon={LOOKS[tenant.status].icon}>
          {t().statuses[tenant.status]}
        </Chip>
        <Show when={tenant.failure}>
          <p class="mt-1 break-words text-bad text-xs leading-4">{tenant.failure}</p>
        </Show>
      </>
    ),
  },
  {
    get label() {
      return t().created;
    },
    class: 'w-28',
    cell: (tenant) => <RelativeTime at={tenant.createdAt} />,
  },
];

/** What was never finished is tried again, what was deleted comes back. */
const again = ({ status }: Tenant) => (status === 'failed' ? t().retry : t().restore);
const againOf = ({ status, name }: Tenant) => (status === 'failed' ? t().retryOf(name) : t().restoreOf(name));

interface TenantListProps {
  rows: Tenant[] | undefined;
  stale: boolean;
  isRestoring(tenant: Tenant): boolean;
  onQuota(tenant: Tenant): void;
  onDelete(tenant: Tenant): void;
  onRestore(tenant: Tenant): void;
}

export function TenantList(props: TenantListProps) {
  return (
    <RecordList
      label={t().page}
      columns={COLUMNS}
      rows={props.rows}
      stale={props.stale}
      actionsClass="w-56"
      actionsBelow
      actions={(tenant) => (
        <Switch>
          <Match when={tenant.status === 'active'}>
            <Button
              size="sm"
              variant="ghost"
              aria-label={quota().quotaOf(tenant.name)}
              onClick={() => props.onQuota(tenant)}
            >
              <QuotaIcon class="size-3.5" aria-hidden="true" />
              {quota().quota}
            </Button>
            <Button
              size="sm"
              variant="ghost"
              aria-label={t().deleteOf(tenant.name)}
              onClick={() => props.onDelete(tenant)}
            >
              <DeleteIcon class="size-3.5" aria-hidden="true" />
              {t().delete}
            </Button>
          </Match>
          <Match when={tenant.status === 'deleted' || tenant.status === 'failed'}>
            <Button
              size="sm"
              variant="ghost"
              busy={props.isRestoring(tenant)}
              aria-label={againOf(tenant)}
              onClick={() => props.onRestore(tenant)}
            >
              <Show when={!props.isRestoring(tenant)}>
                <RestoreIcon class="size-3.5" aria-hidden="true" />
              </Show>
              {again(tenant)}
            </Button>
          </Match>
        </Switch>
      )}
    />
  );
}
