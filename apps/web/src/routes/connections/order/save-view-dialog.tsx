import { useMutation } from '@tanstack/solid-query';
import { TextField } from '../../../components/text-field.tsx';
import { FormDialog } from '../../../components/ui/form-dialog.tsx';
import { Switch } from '../../../components/ui/switch.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { api } from '../../../lib/client.ts';
import { createForm, focusFirstInvalid } from '../../../lib/form.ts';
import { localized } from '../../../lib/locale.ts';
import { permissionName } from '../../../lib/permission-modules.ts';
import { useCan } from '../../../lib/session.tsx';
import { showToast } from '../../../lib/toasts.ts';
import { savingView } from '../../../locales/en.ts?savingView';
import type { ColumnId } from '../columns.ts';
import type { ListState } from '../list-params.ts';
import { toViewState } from './view-state.ts';

const t = localized('savingView', savingView);

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
    name.trim() ? {} : { name: t().nameMissing },
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
      showToast({ tone: 'ok', title: t().saved(view.name) });
      props.onSaved();
      props.onClose();
    } catch (error) {
      form.reject({ name: toFailure(error).message });
      focusFirstInvalid(root);
    }
  };
  return (
    <FormDialog
      title={t().title}
      description={t().text}
      class="max-w-md"
      submitLabel={t().save}
      busy={save.isPending}
      dirty={form.dirty()}
      initialFocus="[name=name]"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <TextField form={form} name="name" label={t().name} required maxlength={60} placeholder={t().namePlaceholder} />
      <Switch
        label={t().withColumns}
        hint={t().withColumnsHint}
        checked={form.values.withColumns}
        onChange={(withColumns) => form.edit({ withColumns })}
      />
      <Switch
        label={t().share}
        hint={can('connections:write') ? t().shareHint : t().shareNeeds(permissionName('connections:write'))}
        disabled={!can('connections:write')}
        checked={form.values.shared}
        onChange={(shared) => form.edit({ shared })}
      />
    </FormDialog>
  );
}
