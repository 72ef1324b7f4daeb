import { PERMISSIONS, type RoleDetail } from '@portolan/contract';
import { Show } from 'solid-js';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { Chip } from '../../components/ui/chip.tsx';
import { RoleActions } from './role-actions.tsx';

const COLUMNS: readonly Column<RoleDetail>[] = [
  {
    label: 'Role',
    cell: (role) => (
      <div class="min-w-0">
        <p class="flex min-w-0 items-center gap-2">
          <span class="truncate font-medium text-fg" title={role.name}>
            {role.name}
          </span>
          <Show when={role.isSystemRole}>
            <Chip class="shrink-0" title="Comes with every tenant and does not change">
              System
            </Chip>
          </Show>
        </p>
        <p class="text-fg-3 text-xs lg:truncate" title={role.description ?? undefined}>
          {role.description}
        </p>
      </div>
    ),
  },
  {
    label: 'Permissions',
    class: 'w-32',
    cell: (role) => (
      <span class="tabular-nums">
        {role.permissions.length} <span class="text-fg-3">of {PERMISSIONS.length}</span>
      </span>
    ),
  },
  { label: 'Users', class: 'w-20', cell: (role) => <span class="tabular-nums">{role.userCount}</span> },
];

export function RoleList(props: { rows: RoleDetail[] | undefined }) {
  return (
    <RecordList
      label="Roles"
      columns={COLUMNS}
      rows={props.rows}
      actionsClass="w-54"
      actionsBelow
      actions={(role) => <RoleActions role={role} />}
    />
  );
}
