import type { RoleDetail } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { TextField } from '../../components/text-field.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { showToast } from '../../components/ui/toast-store.ts';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm, focusFirstInvalid } from '../../lib/form.ts';
import { useSession, useSessionControl } from '../../lib/session.tsx';
import { PermissionPicker } from './permission-picker.tsx';
import { roleQueries } from './queries.ts';
import { toRoleDraft, toRoleInput, validateRole } from './role-draft.ts';

/** Creates a role, or changes one of the tenant's own. */
export default function RoleDialog(props: { saved: RoleDetail | null; onClose(): void }) {
  const session = useSession();
  const control = useSessionControl();
  const queries = useQueryClient();
  const role = props.saved;
  const [problem, setProblem] = createSignal<string | null>(null);
  const form = createForm(toRoleDraft(role), validateRole, () => setProblem(null));
  const save = useMutation(() => ({
    mutationFn: () => {
      const input = toRoleInput({ ...form.values });
      return role ? api.roles.update.mutate({ id: role.id, ...input }) : api.roles.create.mutate(input);
    },
  }));
  const submit = async (root: HTMLElement) => {
    if (!form.check(root)) return;
    try {
      const { name } = await save.mutateAsync();
      showToast({ tone: 'ok', title: role ? `${name} saved` : `${name} created` });
      props.onClose();
      await queries.invalidateQueries({ queryKey: roleQueries.all });
      // One may have changed a role that one holds.
      if (role) void control.load();
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code !== 'CONFLICT') return setProblem(failure.message);
      form.reject({ name: failure.message });
      focusFirstInvalid(root);
    }
  };
  return (
    <FormDialog
      title={role ? 'Edit role' : 'New role'}
      description="You can give the permissions that you hold yourself."
      submitLabel={role ? 'Save Changes' : 'Create role'}
      problem={problem()}
      busy={save.isPending}
      dirty={form.dirty()}
      class="max-w-2xl"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <div class="grid gap-4 md:grid-cols-2">
        <TextField form={form} label="Role name" required name="name" placeholder="Release manager" />
        <TextField form={form} label="Description" name="description" placeholder="What it is for" />
      </div>
      <PermissionPicker
        value={form.values.permissionIds}
        held={session().me.permissions}
        error={form.errors.permissionIds}
        onChange={(permissionIds) => form.edit({ permissionIds })}
      />
    </FormDialog>
  );
}
