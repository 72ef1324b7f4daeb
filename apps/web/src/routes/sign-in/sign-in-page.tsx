import { A, Navigate, useSearchParams } from '@solidjs/router';
import { createSignal, onMount, Show } from 'solid-js';
import { ProblemNote } from '../../components/problem-note.tsx';
import { PublicPage } from '../../components/public-page.tsx';
import { StackedForm } from '../../components/stacked-form.tsx';
import { TextField } from '../../components/text-field.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { PasswordInput } from '../../components/ui/password-input.tsx';
import { tenantIn } from '../../lib/addresses.ts';
import { createForm } from '../../lib/form.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { safeReturnPath } from '../../lib/return-path.ts';
import { useSessionControl } from '../../lib/session.tsx';
import { rememberedTenant } from '../../lib/tenant-choice.ts';
import { signIn, t, validateSignIn } from './sign-in.ts';

export default function SignInPage() {
  usePageTitle(() => t().page);
  const session = useSessionControl();
  const [search] = useSearchParams<{ next?: string }>();
  const next = () => safeReturnPath(search.next);
  const form = createForm({ username: '', password: '' }, validateSignIn, () => setProblem(null));
  const [problem, setProblem] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  // Whoever is signed in already has no business here; for the others the form is there at once.
  // A browser that remembers no tenant has no session either, and need not ask.
  onMount(
    () => session.state().status === 'loading' && rememberedTenant() !== null && void session.enter(tenantIn(next())),
  );

  const submit = async (root: HTMLElement) => {
    if (busy() || !form.check(root)) return;
    setBusy(true);
    setProblem(await signIn({ ...form.values }));
    if (!problem()) await session.enter(tenantIn(next()));
    setBusy(false);
    if (problem()) root.querySelector<HTMLInputElement>('[name=password]')?.select();
  };

  return (
    <Show when={session.state().status !== 'ready'} fallback={<Navigate href={next()} />}>
      <PublicPage title={t().title} text={t().text}>
        <StackedForm class="mt-5" onSubmit={(root) => void submit(root)}>
          <TextField form={form} label={t().email} name="username" type="email" autocomplete="username" autofocus />
          <Field label={t().password} error={form.errors.password}>
            {(control) => (
              <PasswordInput
                {...control}
                name="password"
                autocomplete="current-password"
                value={form.values.password}
                onInput={(event) => form.edit({ password: event.currentTarget.value })}
              />
            )}
          </Field>
          <ProblemNote text={problem()} />
          <Button type="submit" variant="primary" busy={busy()} class="!h-9 max-md:!h-11">
            {t().submit}
          </Button>
          <p>
            <A
              href="/forgot-password"
              class="inline-flex min-h-6 items-center font-medium text-accent-fg hover:underline"
            >
              {t().forgotten}
            </A>
          </p>
        </StackedForm>
      </PublicPage>
    </Show>
  );
}
