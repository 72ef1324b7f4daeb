import { AUDIT_OUTCOMES, type AuditFacets } from '@portolan/contract';
import { createUniqueId, Show } from 'solid-js';
import { ClearFilters } from '../../components/clear-filters.tsx';
import { FilterPills } from '../../components/filter-pills.tsx';
import { TextInput } from '../../components/ui/text-input.tsx';
import { actionGroups, actionLabel } from './action-choices.ts';
import { FacetSelect } from './facet-select.tsx';
import { isFiltered, type ListState } from './list-params.ts';
import { t } from './texts.ts';

interface AuditFiltersProps {
  state: ListState;
  /** How many events each choice has, under the other filters. */
  facets: AuditFacets | undefined;
  onChange(patch: Partial<ListState>): void;
  onClear(): void;
}

export function AuditFilters(props: AuditFiltersProps) {
  let bar!: HTMLDivElement;
  // The button goes with the filters: the focus needs a place to stay.
  const clear = () => {
    props.onClear();
    bar.querySelector('select')?.focus();
  };
  const people = () => [
    {
      label: '',
      choices: (props.facets?.people ?? []).map(({ id, name, count }) => ({ value: id, label: name ?? id, count })),
    },
  ];
  const outcomes = () => {
    const counts = new Map(props.facets?.outcomes.map(({ outcome, count }) => [outcome, count]));
    const of = AUDIT_OUTCOMES.map((value) => ({
      value,
      label: t().outcomes[value],
      count: props.facets && (counts.get(value) ?? 0),
    }));
    return [{ value: undefined, label: t().all }, ...of];
  };
  return (
    <div class="mt-4 flex flex-wrap items-center gap-2" ref={bar}>
      <FacetSelect
        label={t().action}
        all={t().allActions}
        value={props.state.action}
        nameOf={actionLabel}
        groups={actionGroups(props.facets?.actions ?? [])}
        onChange={(action) => props.onChange({ action, page: 1 })}
      />
      <FacetSelect
        label={t().person}
        all={t().allPeople}
        value={props.state.actor}
        nameOf={(actor) => actor}
        groups={people()}
        onChange={(actor) => props.onChange({ actor, page: 1 })}
      />
      <div class="flex gap-2 max-md:w-full max-md:flex-wrap">
        <DayField label={t().from} value={props.state.from} onChange={(from) => props.onChange({ from, page: 1 })} />
        <DayField label={t().to} value={props.state.to} onChange={(to) => props.onChange({ to, page: 1 })} />
      </div>
      <FilterPills
        legend={t().outcome}
        options={outcomes()}
        value={props.state.outcome}
        onChange={(outcome) => props.onChange({ outcome, page: 1 })}
      />
      <Show when={props.state.object}>
        <span class="text-fg-2 text-xs">{t().ofOneObject}</span>
      </Show>
      <ClearFilters isFiltered={isFiltered(props.state)} label={t().clear} onClear={clear} />
    </div>
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
