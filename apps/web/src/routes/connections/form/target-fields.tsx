import type { Connection } from '@portolan/contract';
import { For, Show } from 'solid-js';
import type { ConnectionForm } from './connection-form.ts';
import { credentialFate } from './destination.ts';
import { FormFieldView } from './form-field.tsx';
import { type FormPart, partOf, shownFields } from './form-fields.ts';
import { t } from './texts.ts';
import { hasTlsChoice } from './tls.ts';

/** The fields of the chosen kind that belong to one part of the form. */
export function TargetFields(props: { form: ConnectionForm; saved: Connection | null; part: FormPart }) {
  const draft = () => props.form.values;
  const fate = () => credentialFate(draft(), props.saved);
  const hintOf = (name: string) =>
    name === 'tlsKey' && fate() !== 'none' && fate() !== 'replaced' ? t().keepKey : undefined;
  return (
    <>
      <Show when={props.part === 'protection' && !hasTlsChoice(draft().dbType)}>
        <p class="col-span-6 text-fg-3 text-xs">{t().alwaysEncrypted}</p>
      </Show>
      <For each={shownFields(draft()).filter((field) => partOf(field) === props.part)}>
        {(field) => (
          <FormFieldView
            form={props.form}
            field={field}
            required={Boolean(field.required)}
            disabled={field.name === 'tlsKey' && draft().removeCredential}
            hint={hintOf(field.name)}
          />
        )}
      </For>
    </>
  );
}
