import type { Form } from '../lib/form.ts';
import { localized } from '../lib/locale.ts';
import { passwords } from '../locales/en.ts?passwords';
import { PasswordField } from './password-field.tsx';

const t = localized('passwords', passwords);

/** A new password, and once more against slips. */
export function NewPasswordFields<V extends { newPassword: string; repeated: string }>(props: { form: Form<V> }) {
  return (
    <>
      <PasswordField
        form={props.form}
        name="newPassword"
        label={t().new}
        hint={t().shortest}
        autocomplete="new-password"
        value={props.form.values.newPassword}
      />
      <PasswordField
        form={props.form}
        name="repeated"
        label={t().again}
        autocomplete="new-password"
        value={props.form.values.repeated}
      />
    </>
  );
}
