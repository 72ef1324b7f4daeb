import { CONNECTION_KINDS, KIND_LABELS } from '@portolan/contract';
import { createSignal, For, Match, Show, Switch } from 'solid-js';
import { ChoiceGroup, Radio } from '../../components/choice-group.tsx';
import { KindMark } from '../../components/kind-mark.tsx';
import { TextField } from '../../components/text-field.tsx';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { TextInput } from '../../components/ui/text-input.tsx';
import type { Form } from '../../lib/form.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { t } from './dialog-texts.ts';
import { notificationQueries } from './queries.ts';
import type { RuleDraft } from './rule-draft.ts';

const ABOUT = ['all', 'kind', 'name', 'connections'] as const;
/** More are found by their names. */
const MOST = 50;

/** Which connections a rule is about. */
export function AboutFields(props: { form: Form<RuleDraft> }) {
  const { form } = props;
  return (
    <ChoiceGroup legend={t().about} error={form.errors.kinds ?? form.errors.ids}>
      <div class="grid gap-x-4 sm:grid-cols-2 md:grid-cols-4">
        <For each={ABOUT}>
          {(about) => (
            <Radio
              name="about"
              label={t().abouts[about]}
              checked={form.values.about === about}
              onChoose={() => form.edit({ about })}
            />
          )}
        </For>
      </div>
      <Switch>
        <Match when={form.values.about === 'kind'}>
          <Kinds form={form} />
        </Match>
        <Match when={form.values.about === 'name'}>
          <TextField
            form={form}
            label={t().pattern}
            required
            name="pattern"
            mono
            placeholder={t().patternExample}
            hint={t().patternHint}
            class="mt-2"
          />
        </Match>
        <Match when={form.values.about === 'connections'}>
          <Connections form={form} />
        </Match>
      </Switch>
    </ChoiceGroup>
  );
}

function Kinds(props: { form: Form<RuleDraft> }) {
  const { form } = props;
  const chosen = () => form.values.kinds;
  return (
    <div class="mt-1 grid gap-x-4 sm:grid-cols-2 md:grid-cols-3">
      <For each={CONNECTION_KINDS}>
        {(kind) => (
          <Checkbox
            label={KIND_LABELS[kind]}
            checked={chosen().includes(kind)}
            invalid={form.errors.kinds !== undefined}
            onChange={(checked) =>
              form.edit({
                kinds: CONNECTION_KINDS.filter((one) => (one === kind ? checked : chosen().includes(one))),
              })
            }
          />
        )}
      </For>
    </div>
  );
}

function Connections(props: { form: Form<RuleDraft> }) {
  const { form } = props;
  const [search, setSearch] = createSignal('');
  const options = useLiveQuery(() => notificationQueries.connections());
  const chosen = () => form.values.ids;
  // Those that were chosen before the form was opened come first.
  const first = new Set(form.values.ids);
  const found = () => {
    const text = search().trim().toLowerCase();
    const all = (options.data ?? []).filter(({ name }) => name.toLowerCase().includes(text));
    return all.toSorted((a, b) => Number(first.has(b.id)) - Number(first.has(a.id)));
  };
  const choose = (id: string, checked: boolean) =>
    form.edit({ ids: checked ? [...chosen(), id] : chosen().filter((one) => one !== id) });
  return (
    <div class="mt-2 overflow-hidden rounded-lg border border-line">
      <div class="flex items-center gap-2 border-line border-b bg-sunken p-2">
        <TextInput
          type="search"
          aria-label={t().searchConnections}
          placeholder={t().searchConnections}
          value={search()}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
        <span class="shrink-0 text-fg-3 text-xs" role="status">
          {t().chosen(chosen().length)}
        </span>
      </div>
      <div class="max-h-52 overflow-y-auto p-1">
        <Show when={!options.isPending} fallback={<div class="skeleton m-2 h-16" />}>
          <For each={found().slice(0, MOST)} fallback={<p class="p-2 text-fg-3">{t().noConnection}</p>}>
            {(option) => (
              <Checkbox
                label={
                  <span class="flex min-w-0 items-center gap-2">
                    <KindMark kind={option.dbType} class="!size-5" />
                    <span class="truncate">{option.name}</span>
                  </span>
                }
                checked={chosen().includes(option.id)}
                invalid={form.errors.ids !== undefined}
                onChange={(checked) => choose(option.id, checked)}
              />
            )}
          </For>
          <Show when={found().length > MOST}>
            <p class="p-2 text-fg-3 text-xs">{t().moreConnections(found().length - MOST)}</p>
          </Show>
        </Show>
      </div>
    </div>
  );
}
