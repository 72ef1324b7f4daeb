import { HEALTH_STATUSES } from '@portolan/contract';
import { For } from 'solid-js';
import { healthName } from '../../../components/health/health-words.ts';
import { Select } from '../../../components/ui/select.tsx';
import type { ListPatch, ListState } from '../list-params.ts';
import { t } from './texts.ts';

interface HealthFilterProps {
  health: ListState['health'];
  onChange: ListPatch;
}

/** The connections that are so just now. */
export default function HealthFilter(props: HealthFilterProps) {
  return (
    <Select
      aria-label={t().filter}
      class="min-w-22 max-w-48 max-md:w-full max-md:max-w-none"
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        props.onChange({ health: HEALTH_STATUSES.find((status) => status === chosen), page: 1 });
      }}
    >
      <option value="" selected={!props.health}>
        {t().any}
      </option>
      <For each={HEALTH_STATUSES}>
        {(status) => (
          <option value={status} selected={props.health === status}>
            {healthName(status)}
          </option>
        )}
      </For>
    </Select>
  );
}
