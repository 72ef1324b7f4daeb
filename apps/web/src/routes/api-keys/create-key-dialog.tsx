import type { CreatedApiKey } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, For } from 'solid-js';
import { PermissionPicker } from '../../components/permission-picker.tsx';
import { TextField } from '../../components/text-field.tsx';
import { Field } from '../../components/ui/field.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { Select } from '../../components/ui/select.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm } from '../../lib/form.ts';
import { useSession } from '../../lib/session.tsx';
import { t } from './dialog-texts.ts';
import { type KeyDraft, LIFETIMES, lifetimeText, toKeyInput, validateKey } from './key-draft.ts';
import { apiKeyQueries, type KeyHolder } from './queries.ts';

export interface CreateKeyDialogProps {
  /** A service account; without one it is for oneself. */
  holder?: KeyHolder;
  onCreated(key: CreatedApiKey): void;
  onClose(): void;
}

export default function CreateKeyDialog(props: CreateKeyDialogProps) {
  const session = useSession();
  const queries = useQueryClient();
  const [problem, setProblem] = createSignal<string | null>(null);
  const form = createForm<KeyDraft>({ name: '', permissionIds: [], days: 90 }, validateKey, () => setProblem(null));
  const create = useMutation(() => ({
    mutationFn: () => {
      const input = toKeyInput({ ...form.values }, Date.now());
      const { holder } = props;
      return holder
        ? api.serviceAccounts.createKey.mutate({ ...input, id: holder.id })
        : api.apiKeys.create.mutate(input);
    },
    // The key itself must not stay in memory longer than it is shown.
    gcTime: 0,
  }));
  const held = () => {
    const mine = session().me.permissions;
    const theirs = props.holder?.permissions;
    return theirs ? mine.filter((permission) => theirs.includes(permission)) : mine;
  };
  const submit = async (root: HTMLElement) => {
    if (!form.check(root)) return;
    try {
      const key = await create.mutateAsync();
      props.onClose();
      props.onCreated(key);
      await queries.invalidateQueries({ queryKey: apiKeyQueries.all });
    } catch (error) {
      setProblem(toFailure(error).message);
    }
  };
  return (
    <FormDialog
      title={props.holder ? t().titleFor(props.holder.name) : t().title}
      description={props.holder ? t().textFor(props.holder.name) : t().text}
      submitLabel={t().create}
      problem={problem()}
      busy={create.isPending}
      dirty={form.dirty()}
      class="max-w-2xl"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <div class="grid gap-4 md:grid-cols-[1fr_10rem]">
        <TextField form={form} label={t().name} required name="name" placeholder={t().nameExample} />
        <Field label={t().lifetime} error={form.errors.expiresAt}>
          {(field) => (
            <Select
              {...field}
              name="days"
              class="w-full"
              onChange={(event) => form.edit({ days: Number(event.currentTarget.value) })}
            >
              <For each={LIFETIMES}>
                {(days) => (
                  <option value={days} selected={form.values.days === days}>
                    {lifetimeText(days)}
                  </option>
                )}
              </For>
            </Select>
          )}
        </Field>
      </div>
      <PermissionPicker
        value={form.values.permissionIds}
        held={held()}
        error={form.errors.permissionIds}
        onChange={(permissionIds) => form.edit({ permissionIds })}
      />
    </FormDialog>
  );
}
