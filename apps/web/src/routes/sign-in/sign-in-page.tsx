import { Navigate, useSearchParams } from '@solidjs/router';
import { createSignal, onMount, Show } from 'solid-js';
import { Logo } from '../../components/logo.tsx';
import { RhumbLines } from '../../components/rhumb-lines.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { PasswordInput } from '../../components/ui/password-input.tsx';
import { TextInput } from '../../components/ui/text-input.tsx';
import { createForm } from '../../lib/form.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { safeReturnPath } from '../../lib/return-path.ts';
import { useSessionControl } from '../../lib/session.tsx';
import { currentTenant } from '../../lib/tenant-choice.ts';
import { signIn, validateSignIn } from './sign-in.ts';

export default function SignInPage() {
  usePageTitle(() => 'Sign in');
  const session = useSessionControl();
  const [search] = useSearchParams<{ next?: string }>();
  const form = createForm({ username: '', password: '' }, validateSignIn, () => setProblem(null));
  const [problem, setProblem] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  let root!: HTMLFormElement;
  // Whoever is signed in already has no business here; for the others the form is there at once.
  // A browser that remembers no tenant has no session either, and need not ask.
  onMount(() => session.state().status === 'loading' && currentTenant() !== null && void session.load());

  const submit = async () => {
    if (busy() || !form.check(root)) return;
    setBusy(true);
    setProblem(await signIn({ ...form.values }));
    if (!problem()) await session.load();
    setBusy(false);
    if (problem()) root.querySelector<HTMLInputElement>('[name=password]')?.select();
  };

  return (
    <Show when={session.state().status !== 'ready'} fallback={<Navigate href={safeReturnPath(search.next)} />}>
      <main class="relative grid min-h-dvh place-items-center overflow-hidden p-4">
        <RhumbLines class="absolute inset-0 size-full text-accent/10" />
        <div class="relative w-full max-w-sm rounded-xl border border-line bg-surface p-6 shadow-pop dark:bg-raised">
          <Logo class="size-9" />
          <h1 class="mt-4 font-semibold text-lg tracking-tight">Sign in to Portolan</h1>
          <p class="text-fg-3">The chart of your team's databases.</p>
          <form
            ref={root}
            noValidate
            class="mt-5 flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              void submit();
            }}
          >
            <Field label="E-mail" error={form.errors.username}>
              {(control) => (
                <TextInput
                  {...control}
                  name="username"
                  type="email"
                  autocomplete="username"
                  autofocus
                  value={form.values.username}
                  onInput={(event) => form.edit({ username: event.currentTarget.value })}
                  onBlur={() => form.dirty() && form.blur('username')}
                />
              )}
            </Field>
            <Field label="Password" error={form.errors.password}>
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
            <div role="alert" class="empty:hidden">
              <Show when={problem()}>
                <p class="rounded-md bg-bad-soft px-3 py-2 text-bad">{problem()}</p>
              </Show>
            </div>
            <Button type="submit" variant="primary" busy={busy()} class="!h-9 max-md:!h-11">
              Sign in
            </Button>
          </form>
        </div>
      </main>
    </Show>
  );
}
