import { Switch } from '../../../components/ui/switch.tsx';
import type { FieldProps } from './field-props.ts';
import type { SwitchFormField } from './form-fields.ts';
import { TLS_SWITCHES, tlsWarning } from './tls.ts';

export function TlsSwitch(props: FieldProps<SwitchFormField>) {
  const mode = () => props.form.values.sslMode;
  const meaning = () => TLS_SWITCHES[props.field.name];
  return (
    <Switch
      label={props.field.label}
      name={props.field.name}
      checked={meaning().isOn(mode())}
      hint={props.field.help}
      warning={props.form.errors[props.field.name] ?? (mode() === meaning().warns ? tlsWarning(mode()) : undefined)}
      onChange={(on) => props.form.edit({ sslMode: meaning().turn(on), tlsChosen: true })}
    />
  );
}
