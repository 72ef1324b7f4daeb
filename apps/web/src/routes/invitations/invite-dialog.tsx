import { CreateInvitationInput, type SentInvitation } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Show } from 'solid-js';
import { SentDialog } from '../../components/sent-dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { Field } from '../../components/ui/field.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { Select } from '../../components/ui/select.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm, focusFirstInvalid } from '../../lib/form.ts';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { schemaErrors } from '../../lib/schema-errors.ts';
import { useSession } from '../../lib/session.tsx';
import { aboveReason, roleQueries } from '../roles/index.ts';
import { t } from './dialog-texts.ts';
import { invitationQueries } from './queries.ts';

interface Draft {
  email: string;
  roleId: string;
}

function validate(draft: Draft): FieldErrors {
  const errors = schemaErrors(CreateInvitationInput, draft);
  if (draft.email.trim() === '') errors.email = t().emailMissing;
  if (draft.roleId === '') errors.roleId = t().chooseRole;
  return errors;
}

/** Asks for an address, where it is not known yet, and a role; then shows how the invitation gets there. */
export default function InviteDialog(props: { email: string; onClose(): void }) {
  const session = useSession();
  const queries = useQueryClient();
  const [sent, setSent] = createSignal<SentInvitation>();
  const [problem, setProblem] = createSignal<string | null>(null);
  const form = createForm<Draft>({ email: props.email, roleId: '' }, validate, () => setProblem(null));
  const roles = useLiveQuery(() => roleQueries.details());
  const options = () =>
    (roles.data ?? []).map((role) => ({ role, reason: aboveReason(role, session().me.permissions) }));
  const beyond = () => options().filter(({ reason }) => reason).length;
  const send = useMutation(() => ({
    mutationFn: () => api.invitations.create.mutate({ email: form.values.email.trim(), roleId: form.values.roleId }),
  }));
  const submit = async (root: HTMLElement) => {
    if (!form.check(root)) return;
    try {
      setSent(await send.mutateAsync());
      await queries.invalidateQueries({ queryKey: invitationQueries.all });
    } catch (error) {
      const failure = toFailure(error);
      const onEmail = failure.code === 'CONFLICT' || failure.issues.some(({ path }) => path === 'email');
      if (!onEmail) return setProblem(failure.message);
      form.reject({ email: failure.message });
      focusFirstInvalid(root);
    }
  };
  const editor = () => (
    <FormDialog
      title={t().title(session().tenant.name)}
      description={t().text}
      submitLabel={t().send}
      problem={problem() ?? (roles.isError && !roles.data ? toFailure(roles.error).message : null)}
      busy={send.isPending}
      dirty={form.dirty()}
      class="max-w-md"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <TextField form={form} label={t().email} required name="email" type="email" placeholder="name@example.com" />
      <Field label={t().role} required error={form.errors.roleId} hint={beyond() > 0 ? t().beyond : undefined}>
        {(field) => (
          <Select
            {...field}
            name="roleId"
            class="w-full"
            onChange={(event) => form.edit({ roleId: event.currentTarget.value })}
          >
            <option value="" disabled selected={form.values.roleId === ''}>
              {roles.data ? t().chooseRole : t().loading}
            </option>
            <For each={options()}>
              {({ role, reason }) => (
                <option value={role.id} disabled={reason !== undefined} selected={form.values.roleId === role.id}>
                  {reason ? t().aboveYours(role.name) : role.name}
                </option>
              )}
            </For>
          </Select>
        )}
      </Field>
    </FormDialog>
  );
  return (
    <Show when={sent()} fallback={editor()}>
      {(invitation) => <SentDialog invitation={invitation()} onClose={props.onClose} />}
    </Show>
  );
}
