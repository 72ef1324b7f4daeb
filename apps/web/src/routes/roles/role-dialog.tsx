import type { RoleDetail } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { ConflictPanel } from '../../components/conflict-panel.tsx';
import { PermissionPicker } from '../../components/permission-picker.tsx';
import { TextField } from '../../components/text-field.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm, focusFirstInvalid } from '../../lib/form.ts';
import { useSession, useSessionControl } from '../../lib/session.tsx';
import { showToast } from '../../lib/toasts.ts';
import type { Side } from '../../lib/use-conflicts.ts';
import { useConflicts } from '../../lib/use-conflicts.ts';
import { t } from './dialog-texts.ts';
import { roleQueries } from './queries.ts';
import { chosenOf, roleConflicts } from './role-conflicts.ts';
import { type RoleDraft, toRoleChange, toRoleDraft, toRoleInput, validateRole } from './role-draft.ts';

/** Creates a role, or changes one of the tenant's own. */
export default function RoleDialog(props: { saved: RoleDetail | null; onClose(): void }) {
  const session = useSession();
  const control = useSessionControl();
  const queries = useQueryClient();
  // As it was when the form was opened, or somebody else's change was met: the list behind it goes on by itself.
  let base = props.saved && copyOf(props.saved);
  const role = base;
  const [problem, setProblem] = createSignal<string | null>(null);
  const form = createForm(toRoleDraft(role), validateRole, () => setProblem(null));
  const save = useMutation(() => ({
    mutationFn: () => {
      const draft = { ...form.values };
      return base ? api.roles.update.mutate(toRoleChange(draft, base)) : api.roles.create.mutate(toRoleInput(draft));
    },
  }));
  let sides: Record<Side, RoleDraft> | undefined;
  const conflicts = useConflicts<RoleDetail>({
    load: () => api.roles.get.query({ id: role?.id ?? '' }),
    rebase: (current, changes) => {
      const before = base ?? current;
      sides = { mine: { ...form.values }, theirs: toRoleDraft(current) };
      base = current;
      return roleConflicts(sides.mine, { base: before, current, changes });
    },
    choose: (name, side) => sides && form.edit(chosenOf(sides, form.values, { name, side })),
  });
  const submit = async (root: HTMLElement): Promise<void> => {
    if (!form.check(root)) return;
    try {
      const { name } = await save.mutateAsync();
      showToast({ tone: 'ok', title: role ? t().saved(name) : t().created(name) });
      props.onClose();
      await queries.invalidateQueries({ queryKey: roleQueries.all });
      // One may have changed a role that one holds.
      if (role) void control.load();
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code === 'PRECONDITION_FAILED') return (await conflicts.meet(failure)) ? submit(root) : undefined;
      if (failure.code !== 'CONFLICT') {
        setProblem(failure.message);
        return;
      }
      form.reject({ name: failure.message });
      focusFirstInvalid(root);
    }
  };
  return (
    <FormDialog
      title={role ? t().edit : t().new}
      description={t().text}
      submitLabel={role ? t().save : t().create}
      problem={problem()}
      busy={save.isPending}
      dirty={form.dirty()}
      class="max-w-2xl"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <Show when={conflicts.told()}>
        {(told) => <ConflictPanel message={told().message} conflicts={told().conflicts} onChoose={conflicts.choose} />}
      </Show>
      <div class="grid gap-4 md:grid-cols-2">
        <TextField form={form} label={t().name} required name="name" placeholder={t().nameExample} />
        <TextField form={form} label={t().description} name="description" placeholder={t().descriptionExample} />
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

function copyOf(role: RoleDetail): RoleDetail {
  return { ...role, permissions: role.permissions.map((permission) => ({ ...permission })) };
}
