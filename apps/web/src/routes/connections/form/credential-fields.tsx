import type { Connection, Credential } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { FilterPills } from '../../../components/filter-pills.tsx';
import type { ConnectionForm } from './connection-form.ts';
import { isCredentialTyped, tlsKeyOf } from './credential.ts';
import { credentialFate } from './destination.ts';
import { FormFieldView } from './form-field.tsx';
import { credentialFields, credentialForm, credentialForms, partOf, shownFields } from './form-fields.ts';
import { StoredCredential } from './stored-credential.tsx';
import { t } from './texts.ts';

interface CredentialFieldsProps {
  form: ConnectionForm;
  saved: Connection | null;
}

/** Who signs in, and how. A stored secret is never shown: it is kept, replaced or removed. */
export function CredentialFields(props: CredentialFieldsProps) {
  const draft = () => props.form.values;
  const ways = () => credentialForms(draft().dbType).map(({ type, label }) => ({ value: type, label }));
  const fate = () => credentialFate(draft(), props.saved);
  const isAsked = () => props.saved === null || isCredentialTyped(draft());
  const choose = (signIn: Credential['type'] | undefined) => signIn && props.form.edit({ signIn });
  const hintOf = (name: string) => {
    if (name === 'password' && tlsKeyOf(draft()) && !draft().password) return t().certificateSignsIn;
    return fate() === 'none' || fate() === 'replaced' || fate() === 'removed' ? undefined : t().keepSecret;
  };
  return (
    <>
      <Show when={ways().length > 1}>
        <div class="col-span-6">
          <p class="pb-1 font-medium text-fg-2 text-xs" aria-hidden="true">
            {t().signInWith}
          </p>
          <FilterPills
            legend={t().signInWith}
            options={ways()}
            value={credentialForm(draft()).type}
            onChange={choose}
          />
        </div>
      </Show>
      <For each={shownFields(draft()).filter((field) => partOf(field) === 'signIn')}>
        {(field) => <FormFieldView form={props.form} field={field} required={Boolean(field.required)} />}
      </For>
      <For each={credentialFields(draft())}>
        {(field) => (
          <FormFieldView
            form={props.form}
            field={field}
            required={Boolean(field.required) && isAsked()}
            disabled={draft().removeCredential}
            hint={hintOf(field.name)}
          />
        )}
      </For>
      <StoredCredential
        fate={fate()}
        isChoice={ways().length > 1}
        onRemove={(removeCredential) => props.form.edit({ removeCredential })}
      />
    </>
  );
}
