import { For } from 'solid-js';
import { Select } from '../../components/ui/select.tsx';
import { localized } from '../../lib/locale.ts';
import { sorting } from '../../locales/en.ts?sorting';
import type { ListState } from './list-params.ts';

const t = localized('sorting', sorting);

type Order = Pick<ListState, 'sortBy' | 'sortOrder'>;

const ORDERS: readonly Order[] = [
  { sortBy: 'createdAt', sortOrder: 'desc' },
  { sortBy: 'createdAt', sortOrder: 'asc' },
  { sortBy: 'name', sortOrder: 'asc' },
  { sortBy: 'name', sortOrder: 'desc' },
  { sortBy: 'dbType', sortOrder: 'asc' },
  { sortBy: 'dbType', sortOrder: 'desc' },
  { sortBy: 'status', sortOrder: 'asc' },
  { sortBy: 'status', sortOrder: 'desc' },
  { sortBy: 'health', sortOrder: 'asc' },
  { sortBy: 'health', sortOrder: 'desc' },
  { sortBy: 'environment', sortOrder: 'asc' },
  { sortBy: 'environment', sortOrder: 'desc' },
  { sortBy: 'host', sortOrder: 'asc' },
  { sortBy: 'host', sortOrder: 'desc' },
  { sortBy: 'lastTestedAt', sortOrder: 'desc' },
  { sortBy: 'lastTestedAt', sortOrder: 'asc' },
];

interface SortSelectProps {
  order: Order;
  onSort(order: Order): void;
}

/** Stands in for the headers of the table where cards take its place. */
export default function SortSelect(props: SortSelectProps) {
  const isCurrent = (order: Order) => order.sortBy === props.order.sortBy && order.sortOrder === props.order.sortOrder;
  const choose = (index: string) => {
    const order = ORDERS[Number(index)];
    if (order) props.onSort({ sortBy: order.sortBy, sortOrder: order.sortOrder });
  };
  return (
    <Select
      aria-label={t().by}
      class="max-md:min-w-36 max-md:flex-1"
      onChange={(event) => choose(event.currentTarget.value)}
    >
      <For each={ORDERS}>
        {(order, index) => (
          <option value={index()} selected={isCurrent(order)}>
            {t().orders[order.sortBy][order.sortOrder]}
          </option>
        )}
      </For>
    </Select>
  );
}
