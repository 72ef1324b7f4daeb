import { SSL_MODES } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { Field } from '../../../components/ui/field.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { Switch } from '../../../components/ui/switch.tsx';
import { cx } from '../../../lib/cx.ts';
import type { ConnectionForm } from './connection-form.ts';
import { hasTlsChoice, TLS_LABELS, tlsWarning, verifies } from './tls.ts';

export function TlsFields(props: { form: ConnectionForm }) {
  const draft = () => props.form.values;
  return (
    <Show
      when={hasTlsChoice(draft().dbType)}
      fallback={<p class="col-span-6 text-fg-3 text-xs">Always encrypted: this type speaks verified HTTPS only.</p>}
    >
      <Show when={draft().dbType === 'sqlserver'} fallback={<ModeField form={props.form} />}>
        <SqlServerSwitches form={props.form} />
      </Show>
      <Show when={verifies(draft().sslMode)}>
        <AuthorityField form={props.form} wide={draft().dbType === 'sqlserver'} />
      </Show>
    </Show>
  );
}

function ModeField(props: { form: ConnectionForm }) {
  const mode = () => props.form.values.sslMode;
  const choose = (raw: string) => {
    const sslMode = SSL_MODES.find((candidate) => candidate === raw);
    if (sslMode) props.form.edit({ sslMode, tlsChosen: true });
  };
  return (
    <Field
      label="TLS Mode"
      class={cx('col-span-6', verifies(mode()) && 'md:col-span-3')}
      error={props.form.errors.sslMode}
      warning={tlsWarning(mode())}
      hint={props.form.values.tlsChosen ? undefined : 'Recommended for this host'}
    >
      {(control) => (
        <Select {...control} name="sslMode" class="w-full" onChange={(event) => choose(event.currentTarget.value)}>
          <For each={SSL_MODES}>
            {(candidate) => (
              <option value={candidate} selected={candidate === mode()}>
                {TLS_LABELS[candidate]} ({candidate})
              </option>
            )}
          </For>
        </Select>
      )}
    </Field>
  );
}

/** SQL Server's own two words for the same choice. */
function SqlServerSwitches(props: { form: ConnectionForm }) {
  const mode = () => props.form.values.sslMode;
  const encrypted = () => mode() !== 'disable';
  return (
    <div class="col-span-6 grid gap-3 md:grid-cols-2">
      <Switch
        label="Encrypt Connection"
        name="encrypt"
        checked={encrypted()}
        warning={encrypted() ? undefined : tlsWarning('disable')}
        onChange={(on) => props.form.edit({ sslMode: on ? 'verify-full' : 'disable', tlsChosen: true })}
      />
      <Switch
        label="Trust Server Certificate"
        name="trustServerCertificate"
        checked={mode() === 'require'}
        disabled={!encrypted()}
        hint={encrypted() ? 'For test servers only' : 'Needs encryption'}
        warning={mode() === 'require' ? tlsWarning('require') : undefined}
        onChange={(on) => props.form.edit({ sslMode: on ? 'require' : 'verify-full', tlsChosen: true })}
      />
    </div>
  );
}

function AuthorityField(props: { form: ConnectionForm; wide: boolean }) {
  return (
    <Field
      label="CA Certificate"
      class={props.wide ? 'col-span-6' : 'col-span-6 md:col-span-3'}
      error={props.form.errors.sslCa}
      hint="PEM text. Leave empty to trust the public authorities."
    >
      {(control) => (
        <textarea
          {...control}
          name="sslCa"
          rows={1}
          spellcheck={false}
          placeholder="-----BEGIN CERTIFICATE-----"
          class="field-box min-h-8 py-1.5 font-mono max-md:min-h-10 md:text-xs"
          value={props.form.values.sslCa}
          onInput={(event) => props.form.edit({ sslCa: event.currentTarget.value })}
          onBlur={() => props.form.blur('sslCa')}
        />
      )}
    </Field>
  );
}
