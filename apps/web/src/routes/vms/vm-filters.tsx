import { VM_STATUSES } from '@portolan/contract';
import { ClearFilters } from '../../components/clear-filters.tsx';
import { FilterPills } from '../../components/filter-pills.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { isFiltered, type ListState } from './list-params.ts';
import { t } from './texts.ts';

interface VmFiltersProps {
  state: ListState;
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
  const statuses = () => [
    { value: undefined, label: t().all },
    ...VM_STATUSES.map((value) => ({ value, label: t().statuses[value] })),
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
