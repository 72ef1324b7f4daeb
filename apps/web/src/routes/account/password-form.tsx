import { useQueryClient } from '@tanstack/solid-query';
import { createSignal } from 'solid-js';
import { NewPasswordFields } from '../../components/new-password-fields.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { StackedForm } from '../../components/stacked-form.tsx';
import { Button } from '../../components/ui/button.tsx';
import { showToast } from '../../components/ui/toast-store.ts';
import { isUnauthorized, toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm, focusFirstInvalid } from '../../lib/form.ts';
import { type PasswordDraft, validatePasswordChange } from '../../lib/new-password.ts';
import { useSession, useSessionControl } from '../../lib/session.tsx';
import { sessionQueries } from './queries.ts';

const BLANK: PasswordDraft = { currentPassword: '', newPassword: '', repeated: '' };

/** A new password for who knows the old one. Every other session ends. */
export function PasswordForm() {
  const session = useSession();
  const control = useSessionControl();
  const queries = useQueryClient();
  const [problem, setProblem] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  const form = createForm(BLANK, validatePasswordChange, () => setProblem(null));

  const submit = async (root: HTMLElement) => {
    if (busy() || !form.check(root)) return;
    setBusy(true);
    try {
      const { currentPassword, newPassword } = form.values;
      await api.auth.changePassword.mutate({ currentPassword, newPassword });
      showToast({ tone: 'ok', title: 'Password changed', text: 'Every other session was signed out.' });
      form.reset();
      await queries.invalidateQueries({ queryKey: sessionQueries.list().queryKey });
    } catch (error) {
      refused(error, root);
    } finally {
      setBusy(false);
    }
  };
  const refused = (error: unknown, root: HTMLElement) => {
    if (isUnauthorized(error)) return control.end('expired');
    const failure = toFailure(error);
    const known = failure.issues.filter(({ path }) => path in BLANK);
    if (known.length === 0) return setProblem(failure.message);
    form.reject(Object.fromEntries(known.map(({ path, message }) => [path, message])));
    focusFirstInvalid(root);
  };

  return (
    <section aria-labelledby="password-title">
      <h2 id="password-title" class="font-semibold tracking-tight">
        Password
      </h2>
      <p class="text-fg-3">Changing it signs you out everywhere else.</p>
      <StackedForm labelledBy="password-title" class="mt-3 max-w-sm" onSubmit={(root) => void submit(root)}>
        <input type="text" name="username" autocomplete="username" value={session().me.email} readonly hidden />
        <PasswordField
          form={form}
          name="currentPassword"
          label="Current password"
          autocomplete="current-password"
          value={form.values.currentPassword}
        />
        <NewPasswordFields form={form} />
        <ProblemNote text={problem()} />
        <div>
          <Button type="submit" variant="primary" busy={busy()}>
            Change password
          </Button>
        </div>
      </StackedForm>
    </section>
  );
}
