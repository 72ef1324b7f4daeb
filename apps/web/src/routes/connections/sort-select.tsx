import { For } from 'solid-js';
import { Select } from '../../components/ui/select.tsx';
import type { ListState } from './list-params.ts';

type Order = Pick<ListState, 'sortBy' | 'sortOrder'>;

const ORDERS: readonly (Order & { label: string })[] = [
  { sortBy: 'createdAt', sortOrder: 'desc', label: 'Newest first' },
  { sortBy: 'createdAt', sortOrder: 'asc', label: 'Oldest first' },
  { sortBy: 'name', sortOrder: 'asc', label: 'Name A–Z' },
  { sortBy: 'name', sortOrder: 'desc', label: 'Name Z–A' },
  { sortBy: 'dbType', sortOrder: 'asc', label: 'Type A–Z' },
  { sortBy: 'dbType', sortOrder: 'desc', label: 'Type Z–A' },
  { sortBy: 'status', sortOrder: 'asc', label: 'Failing first' },
  { sortBy: 'status', sortOrder: 'desc', label: 'Failing last' },
  { sortBy: 'environment', sortOrder: 'asc', label: 'Production first' },
  { sortBy: 'environment', sortOrder: 'desc', label: 'Production last' },
  { sortBy: 'host', sortOrder: 'asc', label: 'Host A–Z' },
  { sortBy: 'host', sortOrder: 'desc', label: 'Host Z–A' },
  { sortBy: 'lastTestedAt', sortOrder: 'desc', label: 'Last tested first' },
  { sortBy: 'lastTestedAt', sortOrder: 'asc', label: 'Last tested last' },
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
    <Select aria-label="Sort by" class="max-md:flex-1" onChange={(event) => choose(event.currentTarget.value)}>
      <For each={ORDERS}>
        {(order, index) => (
          <option value={index()} selected={isCurrent(order)}>
            {order.label}
          </option>
        )}
      </For>
    </Select>
  );
}
