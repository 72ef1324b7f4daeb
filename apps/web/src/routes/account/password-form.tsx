import { useQueryClient } from '@tanstack/solid-query';
import { NewPasswordFields } from '../../components/new-password-fields.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { api } from '../../lib/client.ts';
import type { Form } from '../../lib/form.ts';
import { type PasswordDraft, validatePasswordChange } from '../../lib/new-password.ts';
import { showToast } from '../../lib/toasts.ts';
import { AccountForm } from './account-form.tsx';
import { sessionQueries } from './queries.ts';
import { t } from './texts.ts';

const BLANK: PasswordDraft = { currentPassword: '', newPassword: '', repeated: '' };

/** A new password for who knows the old one. Every other session ends. */
export function PasswordForm() {
  const queries = useQueryClient();
  const save = async (form: Form<PasswordDraft>) => {
    const { currentPassword, newPassword } = form.values;
    await api.auth.changePassword.mutate({ currentPassword, newPassword });
    showToast({ tone: 'ok', title: t().passwordChanged, text: t().othersSignedOut });
    form.reset();
    await queries.invalidateQueries({ queryKey: sessionQueries.list().queryKey });
  };
  return (
    <AccountForm
      id="password-title"
      title={t().password}
      text={t().passwordText}
      initial={BLANK}
      validate={validatePasswordChange}
      submitLabel={t().changePassword}
      save={save}
    >
      {(form) => (
        <>
          <PasswordField
            form={form}
            name="currentPassword"
            label={t().currentPassword}
            autocomplete="current-password"
            value={form.values.currentPassword}
          />
          <NewPasswordFields form={form} />
        </>
      )}
    </AccountForm>
  );
}
