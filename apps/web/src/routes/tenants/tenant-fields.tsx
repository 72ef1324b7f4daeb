import { TextField } from '../../components/text-field.tsx';
import type { Form } from '../../lib/form.ts';
import { t } from './field-texts.ts';
import { suggestSlug, type TenantDraft } from './tenant-slug.ts';

/** Name and short name; the short name follows the name until it is edited by hand. */
export function TenantFields(props: { form: Form<TenantDraft> }) {
  return (
    <>
      <TextField
        form={props.form}
        label={t().name}
        required
        name="name"
        placeholder={t().nameExample}
        onInput={(name) => props.form.edit({ name, ...(!props.form.values.slugChosen && { slug: suggestSlug(name) }) })}
      />
      <TextField
        form={props.form}
        label={t().slug}
        required
        hint={t().slugHint}
        name="slug"
        mono
        onInput={(slug) => props.form.edit({ slug, slugChosen: true })}
      />
    </>
  );
}
