import type { VmTemplate } from '@portolan/contract';
import { For, Match, Show, Switch } from 'solid-js';
import { ChoiceGroup, Radio } from '../../../components/choice-group.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { Select } from '../../../components/ui/select.tsx';
import type { Form } from '../../../lib/form.ts';
import { t } from '../dialog-texts.ts';
import { sizesOf, type VmDraft } from './vm-draft.ts';

interface SourceFieldsProps {
  form: Form<VmDraft>;
  /** Undefined while they are on their way. */
  templates: readonly VmTemplate[] | undefined;
  /** Why they could not be loaded. */
  failure: string | null;
}

const SOURCES = ['template', 'iso'] as const;

/** What the machine is made from: a template, or an image that its system is installed from. */
export function SourceFields(props: SourceFieldsProps) {
  const { form } = props;
  return (
    <>
      <ChoiceGroup legend={t().source}>
        <div class="grid gap-x-4 sm:grid-cols-2">
          <For each={SOURCES}>
            {(source) => (
              <Radio
                name="source"
                label={t().sources[source]}
                checked={form.values.source === source}
                onChoose={() => form.edit({ source })}
              />
            )}
          </For>
        </div>
      </ChoiceGroup>
      <Switch>
        <Match when={form.values.source === 'iso'}>
          <TextField
            form={form}
            label={t().isoUrl}
            required
            mono
            name="isoUrl"
            placeholder="https://example.com/system.iso"
            hint={t().isoHint}
          />
          <TextField form={form} label={t().isoSha256} mono name="isoSha256" hint={t().shaHint} />
        </Match>
        <Match when={props.failure}>
          {(failure) => (
            <p role="alert" class="text-bad">
              {failure()}
            </p>
          )}
        </Match>
        <Match when={props.templates?.length === 0}>
          <p class="text-fg-2">{t().noTemplates}</p>
        </Match>
        <Match when={props.templates}>{(templates) => <TemplateField form={form} templates={templates()} />}</Match>
      </Switch>
    </>
  );
}

function TemplateField(props: { form: Form<VmDraft>; templates: readonly VmTemplate[] }) {
  const { form } = props;
  const chosen = () => props.templates.find(({ id }) => id === form.values.templateId);
  const choose = (id: string) => {
    const template = props.templates.find((one) => one.id === id);
    form.edit({ templateId: id, ...(template && sizesOf(template)) });
  };
  return (
    <Field label={t().template} required error={form.errors.templateId} hint={chosen()?.description}>
      {(field) => (
        <Select
          {...field}
          name="templateId"
          class="w-full"
          onChange={(event) => choose(event.currentTarget.value)}
          onBlur={() => form.dirty() && form.blur('templateId')}
        >
          <Show when={form.values.templateId === ''}>
            <option value="" selected>
              {t().choose}
            </option>
          </Show>
          <For each={props.templates}>
            {(template) => (
              <option value={template.id} selected={template.id === form.values.templateId}>
                {t().templateOn(template.name, template.host)}
              </option>
            )}
          </For>
        </Select>
      )}
    </Field>
  );
}
