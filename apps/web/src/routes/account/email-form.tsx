import { ChangeEmailInput } from '@portolan/contract';
import { useQueryClient } from '@tanstack/solid-query';
import { PasswordField } from '../../components/password-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { api } from '../../lib/client.ts';
import type { Form } from '../../lib/form.ts';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { schemaErrors } from '../../lib/schema-errors.ts';
import { useSessionControl } from '../../lib/session.tsx';
import { showToast } from '../../lib/toasts.ts';
import { AccountForm } from './account-form.tsx';
import { sessionQueries } from './queries.ts';

const BLANK = { email: '', currentPassword: '' };
type Draft = typeof BLANK;

function validate(draft: Draft): FieldErrors {
  const errors = schemaErrors(ChangeEmailInput, { ...draft, email: draft.email.trim() });
  if (draft.email.trim() === '') errors.email = 'E-mail address is required';
  if (draft.currentPassword === '') errors.currentPassword = 'Enter your current password';
  return errors;
}

/** Another address to sign in with, for who knows the password. Every other session ends. */
export function EmailForm() {
  const control = useSessionControl();
  const queries = useQueryClient();
  const save = async (form: Form<Draft>) => {
    const { email, currentPassword } = form.values;
    await api.auth.changeEmail.mutate({ email: email.trim(), currentPassword });
    showToast({ tone: 'ok', title: 'E-mail address changed', text: 'Every other session was signed out.' });
    form.reset();
    await Promise.all([control.load(), queries.invalidateQueries({ queryKey: sessionQueries.list().queryKey })]);
  };
  return (
    <AccountForm
      id="email-title"
      title="E-mail address"
      text="You sign in with it. Changing it signs you out everywhere else."
      initial={BLANK}
      validate={validate}
      submitLabel="Change e-mail"
      save={save}
    >
      {(form) => (
        <>
          <TextField form={form} label="New e-mail" required name="email" type="email" autocomplete="email" />
          <PasswordField
            form={form}
            name="currentPassword"
            label="Your password"
            autocomplete="current-password"
            value={form.values.currentPassword}
          />
        </>
      )}
    </AccountForm>
  );
}
