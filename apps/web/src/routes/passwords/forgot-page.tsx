import { type PasswordResetRequested, RequestPasswordResetInput } from '@portolan/contract';
import { A } from '@solidjs/router';
import { createSignal, Match, Switch } from 'solid-js';
import * as z from 'zod/mini';
import { ProblemNote } from '../../components/problem-note.tsx';
import { PublicPage } from '../../components/public-page.tsx';
import { SecretBox } from '../../components/secret-box.tsx';
import { StackedForm } from '../../components/stacked-form.tsx';
import { TextField } from '../../components/text-field.tsx';
import { Button } from '../../components/ui/button.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { complaint } from '../../lib/complaint.ts';
import { createForm } from '../../lib/form.ts';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { localized } from '../../lib/locale.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { passwords } from '../../locales/en.ts?passwords';

const t = localized('passwords', passwords);

function validate(draft: { email: string }): FieldErrors {
  if (draft.email.trim() === '') return { email: t().emailMissing };
  const issue = z.safeParse(RequestPasswordResetInput, draft).error?.issues[0];
  return issue ? { email: complaint(issue.message) } : {};
}

/** Asks for a link that sets a new password. Never tells whether there is an account. */
export default function ForgotPage() {
  usePageTitle(() => t().forgottenPage);
  const [problem, setProblem] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  const [delivery, setDelivery] = createSignal<PasswordResetRequested['delivery'] | null>(null);
  const form = createForm({ email: '' }, validate, () => setProblem(null));
  const email = () => form.values.email.trim();
  const submit = async (root: HTMLElement) => {
    if (busy() || !form.check(root)) return;
    setBusy(true);
    try {
      setDelivery((await api.auth.requestPasswordReset.mutate({ email: email() })).delivery);
    } catch (error) {
      setProblem(toFailure(error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Switch
      fallback={
        <PublicPage title={t().forgottenPage} text={t().forgottenText}>
          <StackedForm class="mt-5" onSubmit={(root) => void submit(root)}>
            <TextField
              form={form}
              label={t().email}
              required
              name="email"
              type="email"
              autocomplete="username"
              autofocus
            />
            <ProblemNote text={problem()} />
            <Button type="submit" variant="primary" busy={busy()} class="!h-9 max-md:!h-11">
              {t().send}
            </Button>
            <BackToSignIn />
          </StackedForm>
        </PublicPage>
      }
    >
      <Match when={delivery() === 'mail'}>
        <PublicPage title={t().sentTitle} text={<span role="status">{t().sentText(email())}</span>}>
          <BackToSignIn class="mt-5" />
        </PublicPage>
      </Match>
      <Match when={delivery() === 'none'}>
        <PublicPage title={t().noMailTitle} text={<span role="status">{t().noMailText}</span>}>
          <div class="mt-4">
            <SecretBox text={`pnpm portolan reset-link ${email()}`} label={t().command} copyLabel={t().copyCommand} />
          </div>
          <BackToSignIn class="mt-5" />
        </PublicPage>
      </Match>
    </Switch>
  );
}

function BackToSignIn(props: { class?: string }) {
  return (
    <p class={props.class}>
      <A href="/sign-in" class="inline-flex min-h-6 items-center font-medium text-accent-fg hover:underline">
        {t().back}
      </A>
    </p>
  );
}
