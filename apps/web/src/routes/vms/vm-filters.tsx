import { VM_STATUSES } from '@portolan/contract';
import { ClearFilters } from '../../components/clear-filters.tsx';
import { FilterPills } from '../../components/filter-pills.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { isFiltered, type ListState } from './list-params.ts';
import { t } from './texts.ts';
import type { VmCounts } from './vm-counts.ts';

interface VmFiltersProps {
  state: ListState;
  counts: VmCounts | null;
  onChange(patch: Partial<ListState>, options?: { replace: boolean }): void;
  onClear(): void;
}

export function VmFilters(props: VmFiltersProps) {
  let bar!: HTMLDivElement;
  // The button goes with the filters: the focus needs a place to stay.
  const clear = () => {
    props.onClear();
    bar.querySelector('input')?.focus();
  };
  // Of all machines: what a search leaves of them is not told.
  const count = (of: keyof VmCounts) => (props.state.search ? undefined : props.counts?.[of]);
  const statuses = () => [
    { value: undefined, label: t().all, count: count('all') },
    ...VM_STATUSES.map((value) => ({ value, label: t().statuses[value], count: count(value) })),
  ];
  return (
    <div class="mt-4 flex flex-wrap items-center gap-2" ref={bar}>
      <SearchField
        label={t().search}
        placeholder={t().searchHint}
        value={props.state.search}
        onSearch={(search) => props.onChange({ search, page: 1 }, { replace: true })}
      />
      <FilterPills
        legend={t().status}
        options={statuses()}
        value={props.state.status}
        onChange={(status) => props.onChange({ status, page: 1 })}
      />
      <ClearFilters isFiltered={isFiltered(props.state)} label={t().clear} onClear={clear} />
    </div>
  );
}
