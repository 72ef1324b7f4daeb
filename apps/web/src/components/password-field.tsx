import type { Form } from '../lib/form.ts';
import { localized } from '../lib/locale.ts';
import { passwords } from '../locales/en.ts?passwords';
import { Field } from './ui/field.tsx';
import { PasswordInput } from './ui/password-input.tsx';

const t = localized('passwords', passwords);

interface PasswordFieldProps<V extends object> {
  form: Form<V>;
  name: keyof V & string;
  label: string;
  hint?: string;
  autocomplete: 'current-password' | 'new-password';
  value: string;
}

/** A password of a form, with the button that shows it. */
export function PasswordField<V extends object>(props: PasswordFieldProps<V>) {
  return (
    <Field label={props.label} required error={props.form.errors[props.name]} hint={props.hint}>
      {(control) => (
        <PasswordInput
          {...control}
          name={props.name}
          autocomplete={props.autocomplete}
          revealLabel={t().showOf(props.label)}
          value={props.value}
          onInput={(event) => props.form.edit({ [props.name]: event.currentTarget.value } as Partial<V>)}
          onBlur={() => props.form.dirty() && props.form.blur(props.name)}
        />
      )}
    </Field>
  );
}
