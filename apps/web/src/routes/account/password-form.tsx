import { useQueryClient } from '@tanstack/solid-query';
import { NewPasswordFields } from '../../components/new-password-fields.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { api } from '../../lib/client.ts';
import type { Form } from '../../lib/form.ts';
import { type PasswordDraft, validatePasswordChange } from '../../lib/new-password.ts';
import { showToast } from '../../lib/toasts.ts';
import { AccountForm } from './account-form.tsx';
import { sessionQueries } from './queries.ts';

const BLANK: PasswordDraft = { currentPassword: '', newPassword: '', repeated: '' };

/** A new password for who knows the old one. Every other session ends. */
export function PasswordForm() {
  const queries = useQueryClient();
  const save = async (form: Form<PasswordDraft>) => {
    const { currentPassword, newPassword } = form.values;
    await api.auth.changePassword.mutate({ currentPassword, newPassword });
    showToast({ tone: 'ok', title: 'Password changed', text: 'Every other session was signed out.' });
    form.reset();
    await queries.invalidateQueries({ queryKey: sessionQueries.list().queryKey });
  };
  return (
    <AccountForm
      id="password-title"
      title="Password"
      text="Changing it signs you out everywhere else."
      initial={BLANK}
      validate={validatePasswordChange}
      submitLabel="Change password"
      save={save}
    >
      {(form) => (
        <>
          <PasswordField
            form={form}
            name="currentPassword"
            label="Current password"
            autocomplete="current-password"
            value={form.values.currentPassword}
          />
          <NewPasswordFields form={form} />
        </>
      )}
    </AccountForm>
  );
}
