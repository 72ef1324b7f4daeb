import type { ServiceAccount } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { TextField } from '../../components/text-field.tsx';
import { Field } from '../../components/ui/field.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { Select } from '../../components/ui/select.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm } from '../../lib/form.ts';
import { personName } from '../../lib/format.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { useCan, useSession } from '../../lib/session.tsx';
import { showToast } from '../../lib/toasts.ts';
import { userQueries } from '../users/index.ts';
import { type AccountDraft, draftOf, toChange, toCreation, validateAccount } from './account-draft.ts';
import { t } from './dialog-texts.ts';
import { serviceAccountQueries } from './queries.ts';
import { RoleChoices } from './role-choices.tsx';

/** A new service account, or one that is there. */
export default function AccountDialog(props: { account?: ServiceAccount; onClose(): void }) {
  const can = useCan();
  const session = useSession();
  const queries = useQueryClient();
  const { account } = props;
  const [problem, setProblem] = createSignal<string | null>(null);
  const initial = draftOf(account, session().me.id);
  const form = createForm<AccountDraft>(initial, validateAccount, () => setProblem(null));
  const people = useLiveQuery(() => ({ ...userQueries.everyone(), enabled: can('user:read') }));
  const save = useMutation(() => ({
    mutationFn: (draft: AccountDraft) =>
      account
        ? api.serviceAccounts.update.mutate(toChange(account, draft))
        : api.serviceAccounts.create.mutate(toCreation(draft)),
  }));
  const submit = async (root: HTMLElement) => {
    if (!form.check(root)) return;
    try {
      const { name } = await save.mutateAsync({ ...form.values });
      showToast({ tone: 'ok', title: account ? t().saved(name) : t().created(name) });
      props.onClose();
      await queries.invalidateQueries({ queryKey: serviceAccountQueries.all });
    } catch (error) {
      setProblem(toFailure(error).message);
    }
  };
  const owners = () => (people.data ?? []).filter(({ id, isActive }) => isActive || id === initial.ownerId);
  return (
    <FormDialog
      title={account ? t().editTitle(account.name) : t().newTitle}
      description={t().text}
      submitLabel={account ? t().save : t().create}
      problem={problem()}
      busy={save.isPending}
      dirty={form.dirty()}
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <TextField form={form} label={t().name} required name="name" placeholder={t().nameExample} />
      <TextField form={form} label={t().description} name="description" />
      <Show when={people.data}>
        <Field label={t().owner} hint={t().ownerHint}>
          {(field) => (
            <Select
              {...field}
              name="ownerId"
              class="w-full"
              onChange={(event) => form.edit({ ownerId: event.currentTarget.value })}
            >
              <Show when={initial.ownerId === ''}>
                <option value="" selected={form.values.ownerId === ''}>
                  {t().nobody}
                </option>
              </Show>
              <For each={owners()}>
                {(user) => (
                  <option value={user.id} selected={form.values.ownerId === user.id}>
                    {personName(user)}
                  </option>
                )}
              </For>
            </Select>
          )}
        </Field>
      </Show>
      <Show when={can('role:read') && can('role:assign_users')}>
        <RoleChoices value={form.values.roleIds} onChange={(roleIds) => form.edit({ roleIds })} />
      </Show>
    </FormDialog>
  );
}
