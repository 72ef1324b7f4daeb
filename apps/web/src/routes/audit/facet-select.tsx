import { For, Show } from 'solid-js';
import { Select } from '../../components/ui/select.tsx';
import { wholeNumber } from '../../lib/format.ts';
import type { ActionGroup } from './action-choices.ts';

interface FacetSelectProps {
  label: string;
  /** What stands for no filter: "All actions". */
  all: string;
  value: string;
  /** What a value is called of which there is no event. */
  nameOf(value: string): string;
  /** Groups without a label stand by themselves. */
  groups: readonly ActionGroup[];
  onChange(value: string): void;
}

/** One of the values that there are, each with how many events it has. */
export function FacetSelect(props: FacetSelectProps) {
  const isOffered = () => props.groups.some(({ choices }) => choices.some(({ value }) => value === props.value));
  return (
    <Select
      aria-label={props.label}
      class="min-w-0 max-md:w-full md:max-w-60"
      onChange={(event) => props.onChange(event.currentTarget.value)}
    >
      <option value="" selected={props.value === ''}>
        {props.all}
      </option>
      <Show when={props.value !== '' && !isOffered()}>
        <option value={props.value} selected>
          {withCount(props.nameOf(props.value), 0)}
        </option>
      </Show>
      <For each={props.groups}>
        {(group) => (
          <Show when={group.label} fallback={<Choices group={group} value={props.value} />}>
            <optgroup label={group.label}>
              <Choices group={group} value={props.value} />
            </optgroup>
          </Show>
        )}
      </For>
    </Select>
  );
}

function Choices(props: { group: ActionGroup; value: string }) {
  return (
    <For each={props.group.choices}>
      {(choice) => (
        <option value={choice.value} selected={choice.value === props.value}>
          {withCount(choice.label, choice.count)}
        </option>
      )}
    </For>
  );
}

const withCount = (label: string, count: number) => `${label} (${wholeNumber(count)})`;
