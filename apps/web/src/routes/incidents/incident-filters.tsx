import { INCIDENT_STATUSES, TEAMS } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { ClearFilters } from '../../components/clear-filters.tsx';
import { FilterPills } from '../../components/filter-pills.tsx';
import { Select } from '../../components/ui/select.tsx';
import { useLiveQuery } from '../../lib/query.ts';
import { isFiltered, type ListState } from './list-params.ts';
import { incidentQueries } from './queries.ts';
import { t } from './texts.ts';
import { words } from './words.ts';

interface IncidentFiltersProps {
  state: ListState;
  onChange(patch: Partial<ListState>): void;
  onClear(): void;
}

export function IncidentFilters(props: IncidentFiltersProps) {
  let bar!: HTMLDivElement;
  const connections = useLiveQuery(incidentQueries.connections);
  const isListed = () => connections.data?.some(({ id }) => id === props.state.connection);
  // The button goes with the filters: the focus needs a place to stay.
  const clear = () => {
    props.onClear();
    bar.querySelector('button')?.focus();
  };
  const statuses = () => [
    { value: undefined, label: t().filters.all },
    ...INCIDENT_STATUSES.map((value) => ({ value, label: words().statuses[value] })),
  ];
  return (
    <div class="mt-4 flex flex-wrap items-center gap-2" ref={bar}>
      <FilterPills
        legend={t().filters.status}
        options={statuses()}
        value={props.state.status}
        onChange={(status) => props.onChange({ status, page: 1 })}
      />
      <Select
        aria-label={t().filters.team}
        class="min-w-0 max-md:w-full md:max-w-60"
        onChange={({ currentTarget: { value } }) =>
          props.onChange({ team: TEAMS.find((team) => team === value), page: 1 })
        }
      >
        <option value="" selected={!props.state.team}>
          {t().filters.anyTeam}
        </option>
        <For each={TEAMS}>
          {(team) => (
            <option value={team} selected={team === props.state.team}>
              {words().teams[team]}
            </option>
          )}
        </For>
      </Select>
      <Select
        aria-label={t().filters.connection}
        class="min-w-0 max-md:w-full md:max-w-60"
        onChange={({ currentTarget: { value } }) => props.onChange({ connection: value, page: 1 })}
      >
        <option value="" selected={props.state.connection === ''}>
          {t().anyConnection}
        </option>
        <Show when={props.state.connection !== '' && connections.data && !isListed()}>
          <option value={props.state.connection} selected>
            {t().unlisted}
          </option>
        </Show>
        <For each={connections.data}>
          {({ id, name }) => (
            <option value={id} selected={id === props.state.connection}>
              {name}
            </option>
          )}
        </For>
      </Select>
      <ClearFilters isFiltered={isFiltered(props.state)} label={t().clear} onClear={clear} />
    </div>
  );
}
