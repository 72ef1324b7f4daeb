import { NOTIFIED_EVENTS, type NotificationRule } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, For, Match, Show, Switch } from 'solid-js';
import { ChoiceGroup, Radio } from '../../components/choice-group.tsx';
import { TextField } from '../../components/text-field.tsx';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { Field } from '../../components/ui/field.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { createForm, type Form, focusFirstInvalid } from '../../lib/form.ts';
import { showToast } from '../../lib/toasts.ts';
import { AboutFields } from './about-fields.tsx';
import { t } from './dialog-texts.ts';
import { notificationQueries } from './queries.ts';
import {
  keepsUrl,
  type RuleDraft,
  refusedFields,
  toRuleChange,
  toRuleDraft,
  toRuleInput,
  validateRule,
} from './rule-draft.ts';
import type { ShownSecret } from './shown-secret.ts';
import { t as list } from './texts.ts';

interface RuleDialogProps {
  saved: NotificationRule | null;
  onSecret(secret: ShownSecret): void;
  onClose(): void;
}

/** Creates a rule, or changes one. */
export default function RuleDialog(props: RuleDialogProps) {
  const queries = useQueryClient();
  const { saved } = props;
  const [problem, setProblem] = createSignal<string | null>(null);
  const form = createForm(
    toRuleDraft(saved),
    (draft) => validateRule(draft, saved),
    () => setProblem(null),
  );
  const save = useMutation(() => ({
    mutationFn: () => {
      const draft = { ...form.values };
      return saved
        ? api.notifications.update.mutate(toRuleChange(draft, saved))
        : api.notifications.create.mutate(toRuleInput(draft));
    },
    // The secret must not stay in memory longer than it is shown.
    gcTime: 0,
  }));
  const submit = async (root: HTMLElement) => {
    if (!form.check(root)) return;
    try {
      const { name, secret } = await save.mutateAsync();
      props.onClose();
      if (secret) props.onSecret({ name, secret, isRotated: false });
      else showToast({ tone: 'ok', title: saved ? t().saved(name) : t().created(name) });
      await queries.invalidateQueries({ queryKey: notificationQueries.all });
    } catch (error) {
      const failure = toFailure(error);
      const refused = refusedFields(failure);
      if (Object.keys(refused).length === 0) return setProblem(failure.message);
      form.reject(refused);
      focusFirstInvalid(root);
    }
  };
  return (
    <FormDialog
      title={saved ? t().editTitle : t().newTitle}
      submitLabel={saved ? t().save : t().create}
      problem={problem()}
      busy={save.isPending}
      dirty={form.dirty()}
      class="max-w-2xl"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <TextField form={form} label={t().name} required name="name" placeholder={t().nameExample} />
      <EventFields form={form} />
      <AboutFields form={form} />
      <TargetFields form={form} saved={saved} />
    </FormDialog>
  );
}

function EventFields(props: { form: Form<RuleDraft> }) {
  const { form } = props;
  const chosen = () => form.values.events;
  return (
    <ChoiceGroup legend={t().events} error={form.errors.events}>
      <div class="grid gap-x-4 md:grid-cols-2">
        <For each={NOTIFIED_EVENTS}>
          {(event) => (
            <div>
              <Checkbox
                label={list().events[event]}
                checked={chosen().includes(event)}
                invalid={form.errors.events !== undefined}
                onChange={(checked) =>
                  form.edit({
                    events: NOTIFIED_EVENTS.filter((one) => (one === event ? checked : chosen().includes(one))),
                  })
                }
              />
              <Show when={event === 'schema.changed' && chosen().includes(event)}>
                <div class="pl-6.5">
                  <Checkbox
                    label={t().onlyBreaking}
                    checked={form.values.onlyBreaking}
                    onChange={(onlyBreaking) => form.edit({ onlyBreaking })}
                  />
                </div>
              </Show>
            </div>
          )}
        </For>
      </div>
    </ChoiceGroup>
  );
}

const TARGETS = ['email', 'standard', 'slack', 'teams'] as const;

function TargetFields(props: { form: Form<RuleDraft>; saved: NotificationRule | null }) {
  const { form } = props;
  const keeps = () => keepsUrl({ ...form.values }, props.saved);
  const stored = () => (props.saved?.target.type === 'webhook' ? props.saved.target.url : '');
  const hint = () => {
    if (keeps()) return t().keptUrl;
    return form.values.to === 'standard' ? t().standardHint : t().chatHint;
  };
  return (
    <ChoiceGroup legend={t().target}>
      <div class="grid gap-x-4 sm:grid-cols-2 md:grid-cols-4">
        <For each={TARGETS}>
          {(to) => (
            <Radio
              name="to"
              label={list().targets[to]}
              checked={form.values.to === to}
              onChoose={() => form.edit({ to })}
            />
          )}
        </For>
      </div>
      <div class="mt-2">
        <Switch>
          <Match when={form.values.to === 'email'}>
            <Field label={t().emails} required error={form.errors.emails} hint={t().emailsHint}>
              {(control) => (
                <textarea
                  {...control}
                  name="emails"
                  rows={2}
                  autocomplete="off"
                  spellcheck={false}
                  class="field-box resize-y py-1.5"
                  value={form.values.emails}
                  onInput={(event) => form.edit({ emails: event.currentTarget.value })}
                  onBlur={() => form.dirty() && form.blur('emails')}
                />
              )}
            </Field>
          </Match>
          <Match when={true}>
            <TextField
              form={form}
              label={t().url}
              required={!keeps()}
              name="url"
              type="url"
              inputmode="url"
              mono
              placeholder={stored() || t().urlExample}
              hint={hint()}
            />
          </Match>
        </Switch>
      </div>
    </ChoiceGroup>
  );
}
