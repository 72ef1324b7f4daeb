import { PERMISSIONS, type RoleDetail } from '@portolan/contract';
import { Show } from 'solid-js';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { Chip } from '../../components/ui/chip.tsx';
import { wholeNumber } from '../../lib/format.ts';
import { RoleActions } from './role-actions.tsx';
import { roleDescription } from './role-description.ts';
import { t } from './texts.ts';

const COLUMNS: readonly Column<RoleDetail>[] = [
  {
    get label() {
      return t().role;
    },
    cell: (role) => (
      <div class="min-w-0">
        <p class="flex min-w-0 items-center gap-2">
          <span class="truncate font-medium text-fg" title={role.name}>
            {role.name}
          </span>
          <Show when={role.isSystemRole}>
            <Chip class="shrink-0" title={t().systemTitle}>
              {t().system}
            </Chip>
          </Show>
        </p>
        <p class="text-fg-3 text-xs lg:truncate" title={roleDescription(role)}>
          {roleDescription(role)}
        </p>
      </div>
    ),
  },
  {
    get label() {
      return t().permissions;
    },
    class: 'w-32',
    cell: (role) => (
      <span class="tabular-nums">
        {wholeNumber(role.permissions.length)}{' '}
        <span class="text-fg-3">{t().ofAll(wholeNumber(PERMISSIONS.length))}</span>
      </span>
    ),
  },
  {
    get label() {
      return t().users;
    },
    class: 'w-20',
    cell: (role) => <span class="tabular-nums">{wholeNumber(role.userCount)}</span>,
  },
];

export function RoleList(props: { rows: RoleDetail[] | undefined }) {
  return (
    <RecordList
      label={t().page}
      columns={COLUMNS}
      rows={props.rows}
      actionsClass="w-54"
      actionsBelow
      actions={(role) => <RoleActions role={role} />}
    />
  );
}
