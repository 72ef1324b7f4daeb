import { For } from 'solid-js';
import { pageRange } from '../../lib/format.ts';
import { Button } from './button.tsx';
import { Select } from './select.tsx';

interface PaginationProps<S extends number> {
  page: number;
  pageSize: S;
  pageSizes: readonly S[];
  /** Undefined while it is not known. */
  total: number | undefined;
  onPage(page: number): void;
  onPageSize(size: S): void;
}

export function Pagination<S extends number>(props: PaginationProps<S>) {
  const last = () => Math.max(1, Math.ceil((props.total ?? 0) / props.pageSize));
  const chooseSize = (raw: string) => {
    const size = props.pageSizes.find((candidate) => String(candidate) === raw);
    if (size) props.onPageSize(size);
  };
  return (
    <nav aria-label="Pages" class="mt-3 flex flex-wrap items-center gap-3 text-fg-2">
      <p class="flex-1 whitespace-nowrap tabular-nums">
        {props.total === undefined ? '…' : pageRange(props.page, props.pageSize, props.total)}
      </p>
      <div class="flex items-center gap-2 text-fg-3">
        <span class="max-md:hidden" aria-hidden="true">
          Rows per page
        </span>
        <Select aria-label="Rows per page" onChange={(event) => chooseSize(event.currentTarget.value)}>
          <For each={props.pageSizes}>
            {(size) => (
              <option value={size} selected={size === props.pageSize}>
                {size}
              </option>
            )}
          </For>
        </Select>
      </div>
      <div class="flex gap-1">
        <Button disabled={props.page <= 1} onClick={() => props.onPage(props.page - 1)}>
          Previous
        </Button>
        <Button disabled={props.page >= last()} onClick={() => props.onPage(props.page + 1)}>
          Next
        </Button>
      </div>
    </nav>
  );
}
