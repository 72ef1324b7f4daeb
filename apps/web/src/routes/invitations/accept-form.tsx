import type { InvitationPreview } from '@portolan/contract';
import { useNavigate } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { PasswordInput } from '../../components/ui/password-input.tsx';
import { TextInput } from '../../components/ui/text-input.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm, focusFirstInvalid } from '../../lib/form.ts';
import { useSessionControl } from '../../lib/session.tsx';
import { toAcceptance, validateAcceptance } from './accept-draft.ts';

interface AcceptFormProps {
  token: string;
  preview: InvitationPreview;
  onDeclined(): void;
}

export function AcceptForm(props: AcceptFormProps) {
  const session = useSessionControl();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const known = props.preview.accountExists;
  const [problem, setProblem] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal<'accept' | 'decline' | null>(null);
  const form = createForm(
    { firstName: '', lastName: '', password: '' },
    (draft) => validateAcceptance(draft, known),
    () => setProblem(null),
  );
  let root!: HTMLFormElement;

  const refused = (error: unknown) => {
    const failure = toFailure(error);
    const onPassword = failure.issues.find(({ path }) => path === 'password')?.message;
    if (failure.code === 'UNAUTHORIZED') form.reject({ password: 'The password is not right' });
    else if (onPassword) form.reject({ password: onPassword });
    else return setProblem(failure.message);
    focusFirstInvalid(root);
  };
  const accept = async () => {
    if (busy() || !form.check(root)) return;
    setBusy('accept');
    try {
      const { tenant } = await api.invitations.acceptAndSignIn.mutate(
        toAcceptance(props.token, { ...form.values }, known),
      );
      // Whoever was signed in here before is no longer.
      queries.clear();
      await session.enter(tenant);
      navigate('/', { replace: true });
    } catch (error) {
      refused(error);
    } finally {
      setBusy(null);
    }
  };
  const decline = async () => {
    if (busy()) return;
    setBusy('decline');
    try {
      await api.invitations.decline.mutate({ token: props.token });
      props.onDeclined();
    } catch (error) {
      setProblem(toFailure(error).message);
    } finally {
      setBusy(null);
    }
  };

  return (
    <form
      ref={root}
      noValidate
      class="mt-5 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void accept();
      }}
    >
      {/* For password managers: whose password this is. */}
      <input type="text" name="username" autocomplete="username" value={props.preview.email} readonly hidden />
      <Show when={!known}>
        <div class="grid grid-cols-2 gap-3">
          <Field label="First name" error={form.errors.firstName}>
            {(field) => (
              <TextInput
                {...field}
                name="firstName"
                autocomplete="given-name"
                value={form.values.firstName}
                onInput={(event) => form.edit({ firstName: event.currentTarget.value })}
                onBlur={() => form.blur('firstName')}
              />
            )}
          </Field>
          <Field label="Last name" error={form.errors.lastName}>
            {(field) => (
              <TextInput
                {...field}
                name="lastName"
                autocomplete="family-name"
                value={form.values.lastName}
                onInput={(event) => form.edit({ lastName: event.currentTarget.value })}
                onBlur={() => form.blur('lastName')}
              />
            )}
          </Field>
        </div>
      </Show>
      <Field
        label={known ? 'Your password' : 'Choose a password'}
        required
        error={form.errors.password}
        hint={known ? 'You have an account already: this proves that it is you.' : 'At least 8 characters.'}
      >
        {(field) => (
          <PasswordInput
            {...field}
            name="password"
            autocomplete={known ? 'current-password' : 'new-password'}
            value={form.values.password}
            onInput={(event) => form.edit({ password: event.currentTarget.value })}
            onBlur={() => form.dirty() && form.blur('password')}
          />
        )}
      </Field>
      <ProblemNote text={problem()} />
      <div class="flex flex-col gap-2">
        <Button type="submit" variant="primary" busy={busy() === 'accept'} class="!h-9 max-md:!h-11">
          {known ? 'Accept and sign in' : 'Create account and join'}
        </Button>
        <Button variant="ghost" busy={busy() === 'decline'} class="max-md:!h-11" onClick={() => void decline()}>
          Decline
        </Button>
      </div>
    </form>
  );
}
