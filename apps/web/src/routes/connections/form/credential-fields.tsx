import type { Connection } from '@portolan/contract';
import { Show } from 'solid-js';
import SealIcon from '~icons/lucide/lock-keyhole';
import { TextField } from '../../../components/text-field.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { PasswordInput } from '../../../components/ui/password-input.tsx';
import type { ConnectionForm } from './connection-form.ts';
import { passwordFate } from './destination.ts';

interface CredentialFieldsProps {
  form: ConnectionForm;
  saved: Connection | null;
}

/** User and secret. A stored secret is never shown: it is kept, replaced or removed. */
export function CredentialFields(props: CredentialFieldsProps) {
  const draft = () => props.form.values;
  const isToken = () => draft().dbType === 'databricks';
  const noun = () => (isToken() ? 'access token' : 'password');
  const fate = () => passwordFate(draft(), props.saved);
  const hint = () => {
    if (fate() === 'removed') return `The stored ${noun()} is removed when you save.`;
    return props.saved?.hasCredential ? 'Leave blank to keep existing' : undefined;
  };
  return (
    <>
      <TextField form={props.form} name="username" label="Username" mono class="col-span-6 md:col-span-3" />
      <Field
        label={isToken() ? 'Access token' : 'Password'}
        class="col-span-6 md:col-span-3"
        error={props.form.errors.password}
        hint={hint()}
      >
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autocomplete="new-password"
            revealLabel={`Show ${noun()}`}
            mono
            disabled={draft().removePassword}
            value={draft().password}
            onInput={(event) => props.form.edit({ password: event.currentTarget.value })}
            onBlur={() => props.form.blur('password')}
          />
        )}
      </Field>
      <Show when={props.saved?.hasCredential && !draft().password}>
        <div class="col-span-6 -mt-2.5 flex flex-wrap items-start justify-between gap-2">
          <div class="min-w-0 flex-1">
            <SealNotice fate={fate()} noun={noun()} />
          </div>
          <Button
            size="sm"
            variant={draft().removePassword ? 'secondary' : 'ghost'}
            onClick={() => props.form.edit({ removePassword: !draft().removePassword })}
          >
            {draft().removePassword ? `Keep stored ${noun()}` : `Remove stored ${noun()}`}
          </Button>
        </div>
      </Show>
    </>
  );
}

function SealNotice(props: { fate: ReturnType<typeof passwordFate>; noun: string }) {
  return (
    <Show when={props.fate === 'sealed' || props.fate === 'will-seal'}>
      <p role="status" class="flex gap-2 rounded-md bg-warn-soft px-2.5 py-2 text-warn text-xs leading-4">
        <SealIcon class="mt-px size-3.5 shrink-0" aria-hidden="true" />
        <span>
          {props.fate === 'sealed'
            ? `The stored ${props.noun} is sealed: it was entered for another destination. Enter it again to use it here.`
            : `The stored ${props.noun} belongs to the saved destination. It is kept but sealed: enter it again to use it here.`}
        </span>
      </p>
    </Show>
  );
}
