import { type ConnectionFacets, NOBODY } from '@portolan/contract';
import { For, Show } from 'solid-js';
import RemoveIcon from '~icons/lucide/x';
import { Select } from '../../../components/ui/select.tsx';
import { cx } from '../../../lib/cx.ts';
import { wholeNumber } from '../../../lib/format.ts';
import { localized } from '../../../lib/locale.ts';
import { orderFilters } from '../../../locales/en.ts?orderFilters';
import type { ListPatch, ListState } from '../list-params.ts';
import { environmentLabel } from './environments.ts';

const t = localized('orderFilters', orderFilters);

interface OrderFiltersProps {
  state: ListState;
  facets: ConnectionFacets | undefined;
  onChange: ListPatch;
}

interface Choice {
  value: string;
  label: string;
}

const counted = (label: string, count: number) => `${label} (${wholeNumber(count)})`;

/** What people have put connections in order by; each choice tells how many it would show. */
export default function OrderFilters(props: OrderFiltersProps) {
  const environments = (): Choice[] =>
    (props.facets?.environment ?? []).map(({ value, count }) => ({
      value,
      label: counted(environmentLabel(value), count),
    }));
  const tags = (): Choice[] =>
    (props.facets?.tag ?? [])
      .filter(({ value }) => !props.state.tag.includes(value))
      .map(({ value, count }) => ({ value, label: counted(value, count) }));
  const owners = (): Choice[] =>
    (props.facets?.owner ?? []).map(({ value, name, count }) => ({
      value: value ?? NOBODY,
      label: counted(value ? (name ?? value) : t().nobody, count),
    }));
  return (
    <>
      <ChoiceSelect
        label={t().environment}
        all={t().allEnvironments}
        value={props.state.environment ?? ''}
        choices={environments()}
        onChoose={(raw) =>
          props.onChange({ environment: props.facets?.environment.find(({ value }) => value === raw)?.value, page: 1 })
        }
      />
      <ChoiceSelect
        label={t().owner}
        all={t().allOwners}
        value={props.state.ownerId ?? ''}
        choices={owners()}
        onChoose={(raw) => props.onChange({ ownerId: raw || undefined, page: 1 })}
      />
      <ChoiceSelect
        label={t().addTag}
        all={props.state.tag.length > 0 ? t().andTag : t().allTags}
        value=""
        class="max-w-30"
        choices={tags()}
        onChoose={(raw) => props.onChange({ tag: [...props.state.tag, raw], page: 1 })}
      />
    </>
  );
}

/** The tags that are chosen; each goes at a press. */
export function TagFilters(props: Pick<OrderFiltersProps, 'state' | 'onChange'>) {
  return (
    <For each={props.state.tag}>
      {(tag) => (
        <button
          type="button"
          class="inline-flex h-8 max-w-48 items-center gap-1 rounded-full border border-accent bg-accent-soft px-3 text-accent-fg max-md:h-10"
          aria-label={t().withoutTag(tag)}
          onClick={() => props.onChange({ tag: props.state.tag.filter((other) => other !== tag), page: 1 })}
        >
          <span class="truncate font-mono text-xs">{tag}</span>
          <RemoveIcon class="size-3.5 shrink-0" aria-hidden="true" />
        </button>
      )}
    </For>
  );
}

interface ChoiceSelectProps {
  label: string;
  all: string;
  value: string;
  choices: readonly Choice[];
  class?: string;
  onChoose(value: string): void;
}

function ChoiceSelect(props: ChoiceSelectProps) {
  const isKnown = () => props.value === '' || props.choices.some(({ value }) => value === props.value);
  return (
    <Select
      aria-label={props.label}
      class={cx('min-w-18 max-md:w-full max-md:max-w-none', props.class ?? 'max-w-48')}
      onChange={(event) => {
        props.onChoose(event.currentTarget.value);
        // What is chosen follows the state, also where that does not take it.
        event.currentTarget.value = props.value;
      }}
    >
      <option value="" selected={props.value === ''}>
        {props.all}
      </option>
      <Show when={!isKnown()}>
        <option value={props.value} selected>
          {props.value}
        </option>
      </Show>
      <For each={props.choices}>
        {(choice) => (
          <option value={choice.value} selected={choice.value === props.value}>
            {choice.label}
          </option>
        )}
      </For>
    </Select>
  );
}
