import { createUniqueId, For, Show } from 'solid-js';
import ClearIcon from '~icons/lucide/x';
import { FilterPills } from '../../components/filter-pills.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Select } from '../../components/ui/select.tsx';
import { TextInput } from '../../components/ui/text-input.tsx';
import { AREAS, actionWords, isFiltered, type ListState } from './list-params.ts';

interface AuditFiltersProps {
  state: ListState;
  onChange(patch: Partial<ListState>, options?: { replace: boolean }): void;
  onClear(): void;
}

const OUTCOME_OPTIONS = [
  { value: undefined, label: 'All' },
  { value: 'success', label: 'Success' },
  { value: 'failure', label: 'Failure' },
  { value: 'denied', label: 'Denied' },
  { value: 'started', label: 'Started' },
] as const;

export function AuditFilters(props: AuditFiltersProps) {
  let input!: HTMLInputElement;
  // The button goes with the filters: the focus needs a place to stay.
  const clear = () => {
    props.onClear();
    input.value = '';
    input.focus();
  };
  return (
    <div class="mt-4 flex flex-wrap items-center gap-2">
      <SearchField
        ref={(element) => {
          input = element;
        }}
        label="Actor by e-mail address"
        placeholder="E-mail of the actor"
        class="md:w-52"
        value={props.state.actor}
        onSearch={(actor) => props.onChange({ actor, page: 1 }, { replace: true })}
      />
      <ActionSelect value={props.state.action} onChange={(action) => props.onChange({ action, page: 1 })} />
      <div class="flex gap-2 max-md:w-full max-md:flex-wrap">
        <DayField label="From" value={props.state.from} onChange={(from) => props.onChange({ from, page: 1 })} />
        <DayField label="To" value={props.state.to} onChange={(to) => props.onChange({ to, page: 1 })} />
      </div>
      <FilterPills
        legend="Outcome"
        options={OUTCOME_OPTIONS}
        value={props.state.outcome}
        onChange={(outcome) => props.onChange({ outcome, page: 1 })}
      />
      <Show when={isFiltered(props.state)}>
        <Button variant="ghost" onClick={clear}>
          <ClearIcon class="size-3.5" aria-hidden="true" />
          Clear filters
        </Button>
      </Show>
    </div>
  );
}

function ActionSelect(props: { value: string; onChange(action: string): void }) {
  const known = () =>
    AREAS.some(({ area, actions }) => {
      return props.value === `${area}:` || actions.some((action) => props.value === `${area}:${action}`);
    });
  return (
    <Select aria-label="Action" class="max-md:w-full" onChange={(event) => props.onChange(event.currentTarget.value)}>
      <option value="" selected={props.value === ''}>
        All actions
      </option>
      <Show when={props.value !== '' && !known()}>
        <option value={props.value} selected>
          {props.value}
        </option>
      </Show>
      <For each={AREAS}>
        {({ area, label, actions }) => (
          <optgroup label={label}>
            <option value={`${area}:`} selected={props.value === `${area}:`}>
              {label}: all
            </option>
            <For each={actions}>
              {(action) => (
                <option value={`${area}:${action}`} selected={props.value === `${area}:${action}`}>
                  {label}: {actionWords(action)}
                </option>
              )}
            </For>
          </optgroup>
        )}
      </For>
    </Select>
  );
}

function DayField(props: { label: string; value: string; onChange(day: string): void }) {
  const id = createUniqueId();
  return (
    <div class="flex items-center gap-1.5 max-md:min-w-0 max-md:flex-1 max-md:basis-40 max-md:flex-col max-md:items-start max-md:gap-1">
      <label for={id} class="text-fg-3 text-xs">
        {props.label}
      </label>
      <TextInput
        id={id}
        type="date"
        class="!w-34 max-md:!w-full"
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </div>
  );
}
