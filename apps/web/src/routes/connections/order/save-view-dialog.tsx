import { useMutation } from '@tanstack/solid-query';
import { TextField } from '../../../components/text-field.tsx';
import { FormDialog } from '../../../components/ui/form-dialog.tsx';
import { Switch } from '../../../components/ui/switch.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { api } from '../../../lib/client.ts';
import { createForm, focusFirstInvalid } from '../../../lib/form.ts';
import { useCan } from '../../../lib/session.tsx';
import { showToast } from '../../../lib/toasts.ts';
import type { ColumnId } from '../columns.ts';
import type { ListState } from '../list-params.ts';
import { toViewState } from './view-state.ts';

interface SaveViewDialogProps {
  state: ListState;
  columns: readonly ColumnId[];
  onSaved(): void;
  onClose(): void;
}

/** Keeps the list as it is: filters, order, groups and columns. */
export function SaveViewDialog(props: SaveViewDialogProps) {
  const can = useCan();
  const form = createForm({ name: '', shared: false, withColumns: false }, ({ name }) =>
    name.trim() ? {} : { name: 'A view needs a name.' },
  );
  const save = useMutation(() => ({
    mutationFn: () => {
      const { name, shared, withColumns } = form.values;
      const state = toViewState({ ...props.state, ...(withColumns && { columns: props.columns }) });
      return api.views.create.mutate({ name: name.trim(), shared, state });
    },
  }));
  const submit = async (root: HTMLFormElement) => {
    if (!form.check(root)) return;
    try {
      const view = await save.mutateAsync();
      showToast({ tone: 'ok', title: `View “${view.name}” saved.` });
      props.onSaved();
      props.onClose();
    } catch (error) {
      form.reject({ name: toFailure(error).message });
      focusFirstInvalid(root);
    }
  };
  return (
    <FormDialog
      title="Save as a view"
      description="The list as it is now: search, filters, order, groups and rows per page."
      class="max-w-md"
      submitLabel="Save view"
      busy={save.isPending}
      dirty={form.dirty()}
      initialFocus="[name=name]"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <TextField form={form} name="name" label="Name" required maxlength={60} placeholder="Failing in production" />
      <Switch
        label="With the columns that are shown now"
        hint="Otherwise everybody sees their own."
        checked={form.values.withColumns}
        onChange={(withColumns) => form.edit({ withColumns })}
      />
      <Switch
        label="Shared with everybody in this tenant"
        hint={
          can('connections:write')
            ? 'They find it among their views.'
            : 'Sharing needs the permission “Create and edit connections”.'
        }
        disabled={!can('connections:write')}
        checked={form.values.shared}
        onChange={(shared) => form.edit({ shared })}
      />
    </FormDialog>
  );
}
