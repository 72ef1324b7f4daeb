import { Field } from '../../components/ui/field.tsx';
import { TextInput } from '../../components/ui/text-input.tsx';
import type { Form } from '../../lib/form.ts';
import { suggestSlug, type TenantDraft } from './tenant-slug.ts';

/** Name and short name; the short name follows the name until it is edited by hand. */
export function TenantFields(props: { form: Form<TenantDraft> }) {
  return (
    <>
      <Field label="Name" required error={props.form.errors.name}>
        {(control) => (
          <TextInput
            {...control}
            name="name"
            placeholder="Acme Analytics"
            value={props.form.values.name}
            onInput={(event) => {
              const name = event.currentTarget.value;
              props.form.edit({ name, ...(!props.form.values.slugChosen && { slug: suggestSlug(name) }) });
            }}
            onBlur={() => props.form.dirty() && props.form.blur('name')}
          />
        )}
      </Field>
      <Field
        label="Short name"
        required
        error={props.form.errors.slug}
        hint="Small letters, digits, - and _. Used in addresses and in the name of its database."
      >
        {(control) => (
          <TextInput
            {...control}
            name="slug"
            mono
            value={props.form.values.slug}
            onInput={(event) => props.form.edit({ slug: event.currentTarget.value, slugChosen: true })}
            onBlur={() => props.form.dirty() && props.form.blur('slug')}
          />
        )}
      </Field>
    </>
  );
}
