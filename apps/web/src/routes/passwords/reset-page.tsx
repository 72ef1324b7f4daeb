import { A } from '@solidjs/router';
import { createSignal, Match, Switch } from 'solid-js';
import { NewPasswordFields } from '../../components/new-password-fields.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { PublicPage } from '../../components/public-page.tsx';
import { StackedForm } from '../../components/stacked-form.tsx';
import { Button } from '../../components/ui/button.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm, focusFirstInvalid } from '../../lib/form.ts';
import { takeLinkToken } from '../../lib/link-token.ts';
import { localized } from '../../lib/locale.ts';
import { validateNewPassword } from '../../lib/new-password.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { passwords } from '../../locales/en.ts?passwords';

const t = localized('passwords', passwords);

const link = 'inline-flex min-h-6 items-center font-medium text-accent-fg hover:underline';

/** Where the link of a reset leads: a new password, once. */
export default function ResetPage() {
  usePageTitle(() => t().resetPage);
  const token = takeLinkToken();
  const [dead, setDead] = createSignal<string | null>(token ? null : t().incomplete);
  const [done, setDone] = createSignal(false);
  const [problem, setProblem] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  const form = createForm({ newPassword: '', repeated: '' }, validateNewPassword, () => setProblem(null));

  const submit = async (root: HTMLElement) => {
    if (busy() || !form.check(root)) return;
    setBusy(true);
    try {
      await api.auth.resetPassword.mutate({ token, newPassword: form.values.newPassword });
      setDone(true);
    } catch (error) {
      const failure = toFailure(error);
      const issue = failure.issues.find(({ path }) => path === 'newPassword');
      if (failure.code === 'NOT_FOUND') setDead(failure.message);
      else if (issue) {
        form.reject({ newPassword: issue.message });
        focusFirstInvalid(root);
      } else setProblem(failure.message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Switch
      fallback={
        <PublicPage title={t().resetTitle} text={t().resetText}>
          <StackedForm class="mt-5" onSubmit={(root) => void submit(root)}>
            <NewPasswordFields form={form} />
            <ProblemNote text={problem()} />
            <Button type="submit" variant="primary" busy={busy()} class="!h-9 max-md:!h-11">
              {t().set}
            </Button>
          </StackedForm>
        </PublicPage>
      }
    >
      <Match when={done()}>
        <PublicPage title={t().doneTitle} text={<span role="status">{t().doneText}</span>}>
          <p class="mt-5">
            <A href="/sign-in" class={link}>
              {t().toSignIn}
            </A>
          </p>
        </PublicPage>
      </Match>
      <Match when={dead()}>
        {(reason) => (
          <PublicPage title={t().deadTitle} text={<span role="status">{reason()}</span>}>
            <p class="mt-5">
              <A href="/forgot-password" class={link}>
                {t().askAgain}
              </A>
            </p>
          </PublicPage>
        )}
      </Match>
    </Switch>
  );
}
