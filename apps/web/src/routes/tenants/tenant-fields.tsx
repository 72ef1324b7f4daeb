import { TextField } from '../../components/text-field.tsx';
import type { Form } from '../../lib/form.ts';
import { suggestSlug, type TenantDraft } from './tenant-slug.ts';

/** Name and short name; the short name follows the name until it is edited by hand. */
export function TenantFields(props: { form: Form<TenantDraft> }) {
  return (
    <>
      <TextField
        form={props.form}
        label="Name"
        required
        name="name"
        placeholder="Acme Analytics"
        onInput={(name) => props.form.edit({ name, ...(!props.form.values.slugChosen && { slug: suggestSlug(name) }) })}
      />
      <TextField
        form={props.form}
        label="Short name"
        required
        hint="Small letters, digits, - and _. Used in addresses and in the name of its database."
        name="slug"
        mono
        onInput={(slug) => props.form.edit({ slug, slugChosen: true })}
      />
    </>
  );
}
