import { Match, Switch } from 'solid-js';
import { TextField } from '../../../components/text-field.tsx';
import { withText } from './draft.ts';
import type { FieldProps } from './field-props.ts';
import type { FormField, SwitchFormField, TextFormField, TlsModeFormField } from './form-fields.ts';
import { PemField } from './pem-field.tsx';
import { SecretField } from './secret-field.tsx';
import { t } from './texts.ts';
import { TlsModeField } from './tls-mode-field.tsx';
import { TlsSwitch } from './tls-switch.tsx';

/** Any field of the form, drawn by its control. */
export function FormFieldView(props: FieldProps<FormField>) {
  const control = () => props.field.control;
  return (
    <div class={spanOf(props.field)}>
      <Switch fallback={<LineField {...props} field={props.field as TextFormField} />}>
        <Match when={control() === 'tls-mode'}>
          <TlsModeField {...props} field={props.field as TlsModeFormField} />
        </Match>
        <Match when={control() === 'switch'}>
          <TlsSwitch {...props} field={props.field as SwitchFormField} />
        </Match>
        <Match when={control() === 'pem'}>
          <PemField {...props} field={props.field as TextFormField} />
        </Match>
        <Match when={control() === 'secret'}>
          <SecretField {...props} field={props.field as TextFormField} />
        </Match>
      </Switch>
    </div>
  );
}

function LineField(props: FieldProps<TextFormField>) {
  const isDefaultPort = () => props.field.control === 'port' && !props.form.values.portChosen;
  return (
    <TextField
      form={props.form}
      name={props.field.name}
      label={props.field.label}
      required={props.required}
      mono
      inputmode={props.field.control === 'port' ? 'numeric' : undefined}
      placeholder={props.field.placeholder}
      disabled={props.disabled}
      hint={isDefaultPort() ? t().defaultPort : (props.hint ?? props.field.help)}
      onInput={(text) => props.form.edit(withText(props.form.values, props.field.name, text))}
    />
  );
}

/** Two in a row, except what needs more room or less. */
function spanOf({ name, control }: FormField): string {
  if (name === 'host') return 'col-span-6 md:col-span-4';
  if (name === 'port') return 'col-span-6 md:col-span-2';
  const isWide = control === 'tls-mode' || name === 'sslCa' || name === 'privateKey';
  return isWide ? 'col-span-6' : 'col-span-6 md:col-span-3';
}
