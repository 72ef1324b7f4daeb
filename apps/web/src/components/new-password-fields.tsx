import type { Form } from '../lib/form.ts';
import { PasswordField } from './password-field.tsx';

/** A new password, and once more against slips. */
export function NewPasswordFields<V extends { newPassword: string; repeated: string }>(props: { form: Form<V> }) {
  return (
    <>
      <PasswordField
        form={props.form}
        name="newPassword"
        label="New password"
        hint="At least 8 characters."
        autocomplete="new-password"
        value={props.form.values.newPassword}
      />
      <PasswordField
        form={props.form}
        name="repeated"
        label="New password again"
        autocomplete="new-password"
        value={props.form.values.repeated}
      />
    </>
  );
}
