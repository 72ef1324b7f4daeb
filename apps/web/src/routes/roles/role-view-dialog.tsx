import type { RoleDetail } from '@portolan/contract';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { t } from './dialog-texts.ts';
import { PermissionList } from './permission-list.tsx';
import { roleDescription } from './role-description.ts';

export default function RoleViewDialog(props: { role: RoleDetail; onClose(): void }) {
  const { name, permissions } = props.role;
  return (
    <Dialog title={name} description={roleDescription(props.role)} class="max-w-lg" onClose={props.onClose}>
      <div class="min-h-0 flex-1 overflow-y-auto px-5 py-4">
        <PermissionList ids={permissions.map(({ id }) => id)} />
      </div>
      <footer class="flex justify-end border-line border-t bg-sunken px-5 py-3">
        <Button onClick={() => props.onClose()}>{t().close}</Button>
      </footer>
    </Dialog>
  );
}
