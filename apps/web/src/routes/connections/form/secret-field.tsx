import { Field } from '../../../components/ui/field.tsx';
import { PasswordInput } from '../../../components/ui/password-input.tsx';
import { withText } from './draft.ts';
import type { FieldProps } from './field-props.ts';
import type { TextFormField } from './form-fields.ts';
import { t } from './texts.ts';

export function SecretField(props: FieldProps<TextFormField>) {
  const { form } = props;
  return (
    <Field
      label={props.field.label}
      required={props.required}
      error={form.errors[props.field.name]}
      hint={props.hint ?? props.field.help}
    >
      {(control) => (
        <PasswordInput
          {...control}
          name={props.field.name}
          autocomplete="new-password"
          revealLabel={t().showSecret(props.field.label)}
          mono
          disabled={props.disabled}
          value={form.values[props.field.name]}
          onInput={(event) => form.edit(withText(form.values, props.field.name, event.currentTarget.value))}
          onBlur={() => form.dirty() && form.blur(props.field.name)}
        />
      )}
    </Field>
  );
}
