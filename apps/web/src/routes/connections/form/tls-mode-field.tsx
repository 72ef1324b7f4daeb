import { SSL_MODES } from '@portolan/contract';
import { For } from 'solid-js';
import { Field } from '../../../components/ui/field.tsx';
import { Select } from '../../../components/ui/select.tsx';
import type { FieldProps } from './field-props.ts';
import type { TlsModeFormField } from './form-fields.ts';
import { t } from './texts.ts';
import { tlsWarning } from './tls.ts';

export function TlsModeField(props: FieldProps<TlsModeFormField>) {
  const mode = () => props.form.values.sslMode;
  const choose = (raw: string) => {
    const sslMode = SSL_MODES.find((candidate) => candidate === raw);
    if (sslMode) props.form.edit({ sslMode, tlsChosen: true });
  };
  return (
    <Field
      label={props.field.label}
      error={props.form.errors.sslMode}
      warning={tlsWarning(mode())}
      hint={props.form.values.tlsChosen ? undefined : t().recommended}
    >
      {(control) => (
        <Select {...control} name="sslMode" class="w-full" onChange={(event) => choose(event.currentTarget.value)}>
          <For each={SSL_MODES}>
            {(candidate) => (
              <option value={candidate} selected={candidate === mode()}>
                {t().tlsModes[candidate]} ({candidate})
              </option>
            )}
          </For>
        </Select>
      )}
    </Field>
  );
}
