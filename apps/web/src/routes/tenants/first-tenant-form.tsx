import { createSignal, Show } from 'solid-js';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { TextInput } from '../../components/ui/text-input.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm, focusFirstInvalid } from '../../lib/form.ts';
import { useSessionControl } from '../../lib/session.tsx';
import { rememberTenant } from '../../lib/tenant-choice.ts';
import { suggestSlug, validateTenant } from './tenant-slug.ts';

export function FirstTenantForm() {
  const session = useSessionControl();
  const form = createForm({ name: '', slug: '', slugChosen: false }, validateTenant, () => setProblem(null));
  const [problem, setProblem] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  let root!: HTMLFormElement;

  const create = async () => {
    if (busy() || !form.check(root)) return;
    setBusy(true);
    try {
      const tenant = await api.tenants.create.mutate({ name: form.values.name.trim(), slug: form.values.slug });
      rememberTenant(tenant.slug);
      await session.load();
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code === 'CONFLICT' || failure.issues.some((issue) => issue.path === 'slug')) {
        form.reject({ slug: failure.issues[0]?.message ?? failure.message });
        focusFirstInvalid(root);
      } else setProblem(failure.message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      ref={root}
      noValidate
      class="mt-5 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <Field label="Name" required error={form.errors.name}>
        {(control) => (
          <TextInput
            {...control}
            name="name"
            placeholder="Acme Analytics"
            value={form.values.name}
            onInput={(event) => {
              const name = event.currentTarget.value;
              form.edit({ name, ...(!form.values.slugChosen && { slug: suggestSlug(name) }) });
            }}
            onBlur={() => form.blur('name')}
          />
        )}
      </Field>
      <Field
        label="Short name"
        required
        error={form.errors.slug}
        hint="Small letters, digits, - and _. Used in addresses and in the name of its database."
      >
        {(control) => (
          <TextInput
            {...control}
            name="slug"
            mono
            value={form.values.slug}
            onInput={(event) => form.edit({ slug: event.currentTarget.value, slugChosen: true })}
            onBlur={() => form.blur('slug')}
          />
        )}
      </Field>
      <Show when={problem()}>
        <p role="alert" class="rounded-md bg-bad-soft px-3 py-2 text-bad">
          {problem()}
        </p>
      </Show>
      <Button type="submit" variant="primary" busy={busy()}>
        {busy() ? 'Creating…' : 'Create tenant'}
      </Button>
    </form>
  );
}
