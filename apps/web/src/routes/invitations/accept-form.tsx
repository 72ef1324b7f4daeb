import type { AcceptInvitationInput, MyTenant } from '@portolan/contract';
import { useNavigate } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { PasswordField } from '../../components/password-field.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { StackedForm } from '../../components/stacked-form.tsx';
import { TextField } from '../../components/text-field.tsx';
import { Button } from '../../components/ui/button.tsx';
import { inTenant } from '../../lib/addresses.ts';
import { toFailure } from '../../lib/app-error.ts';
import { createForm, focusFirstInvalid } from '../../lib/form.ts';
import { useSessionControl } from '../../lib/session.tsx';
import { toAcceptance, validateAcceptance } from './accept-draft.ts';
import { t } from './accept-texts.ts';

interface AcceptFormProps {
  token: string;
  account: { email: string; accountExists: boolean };
  /** What the button says to whoever has no account yet. */
  joinLabel: string;
  /** Answers the tenant to enter, or null where there is none. */
  accept(input: AcceptInvitationInput): Promise<MyTenant | null>;
  decline(): Promise<void>;
  onDeclined(): void;
}

export function AcceptForm(props: AcceptFormProps) {
  const session = useSessionControl();
  const navigate = useNavigate();
  const known = props.account.accountExists;
  const [problem, setProblem] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal<'accept' | 'decline' | null>(null);
  const form = createForm(
    { firstName: '', lastName: '', password: '' },
    (draft) => validateAcceptance(draft, known),
    () => setProblem(null),
  );

  const refused = (error: unknown, root: HTMLElement) => {
    const failure = toFailure(error);
    const onPassword = failure.issues.find(({ path }) => path === 'password')?.message;
    if (failure.code === 'UNAUTHORIZED') form.reject({ password: t().passwordWrong });
    else if (onPassword) form.reject({ password: onPassword });
    else return setProblem(failure.message);
    focusFirstInvalid(root);
  };
  const accept = async (root: HTMLElement) => {
    if (busy() || !form.check(root)) return;
    setBusy('accept');
    try {
      const tenant = await props.accept(toAcceptance(props.token, { ...form.values }, known));
      await session.enter(tenant?.slug ?? null);
      navigate(tenant ? inTenant('/', tenant.slug) : '/', { replace: true });
    } catch (error) {
      refused(error, root);
    } finally {
      setBusy(null);
    }
  };
  const decline = async () => {
    if (busy()) return;
    setBusy('decline');
    try {
      await props.decline();
      props.onDeclined();
    } catch (error) {
      setProblem(toFailure(error).message);
    } finally {
      setBusy(null);
    }
  };

  return (
    <StackedForm class="mt-5" onSubmit={(root) => void accept(root)}>
      {/* For password managers: whose password this is. */}
      <input type="text" name="username" autocomplete="username" value={props.account.email} readonly hidden />
      <Show when={!known}>
        <div class="grid grid-cols-2 gap-3">
          <TextField form={form} label={t().firstName} name="firstName" autocomplete="given-name" />
          <TextField form={form} label={t().lastName} name="lastName" autocomplete="family-name" />
        </div>
      </Show>
      <PasswordField
        form={form}
        name="password"
        label={known ? t().yourPassword : t().choosePassword}
        hint={known ? t().yourPasswordHint : t().shortest}
        autocomplete={known ? 'current-password' : 'new-password'}
        value={form.values.password}
      />
      <ProblemNote text={problem()} />
      <div class="flex flex-col gap-2">
        <Button type="submit" variant="primary" busy={busy() === 'accept'} class="!h-9 max-md:!h-11">
          {known ? t().acceptKnown : props.joinLabel}
        </Button>
        <Button variant="ghost" busy={busy() === 'decline'} class="max-md:!h-11" onClick={() => void decline()}>
          {t().decline}
        </Button>
      </div>
    </StackedForm>
  );
}
