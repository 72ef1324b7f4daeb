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
import { t } from './texts.ts';

const BLANK = { email: '', currentPassword: '' };
type Draft = typeof BLANK;

function validate(draft: Draft): FieldErrors {
  const errors = schemaErrors(ChangeEmailInput, { ...draft, email: draft.email.trim() });
  if (draft.email.trim() === '') errors.email = t().emailMissing;
  if (draft.currentPassword === '') errors.currentPassword = t().currentMissing;
  return errors;
}

/** Another address to sign in with, for who knows the password. Every other session ends. */
export function EmailForm() {
  const control = useSessionControl();
  const queries = useQueryClient();
  const save = async (form: Form<Draft>) => {
    const { email, currentPassword } = form.values;
    await api.auth.changeEmail.mutate({ email: email.trim(), currentPassword });
    showToast({ tone: 'ok', title: t().emailChanged, text: t().othersSignedOut });
    form.reset();
    await Promise.all([control.load(), queries.invalidateQueries({ queryKey: sessionQueries.list().queryKey })]);
  };
  return (
    <AccountForm
      id="email-title"
      title={t().email}
      text={t().emailText}
      initial={BLANK}
      validate={validate}
      submitLabel={t().changeEmail}
      save={save}
    >
      {(form) => (
        <>
          <TextField form={form} label={t().newEmail} required name="email" type="email" autocomplete="email" />
          <PasswordField
            form={form}
            name="currentPassword"
            label={t().yourPassword}
            autocomplete="current-password"
            value={form.values.currentPassword}
          />
        </>
      )}
    </AccountForm>
  );
}
