import { For } from 'solid-js';
import { localized } from '../../lib/locale.ts';
import { pageRange } from '../../lib/page-range.ts';
import { paging } from '../../locales/en.ts?paging';
import { Button } from './button.tsx';
import { Select } from './select.tsx';

const t = localized('paging', paging);

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
    <nav aria-label={t().label} class="mt-3 flex flex-wrap items-center gap-3 text-fg-2">
      <p class="flex-1 whitespace-nowrap tabular-nums">
        {props.total === undefined ? '…' : pageRange(props.page, props.pageSize, props.total)}
      </p>
      <div class="flex items-center gap-2 text-fg-3">
        <span class="max-md:hidden" aria-hidden="true">
          {t().rows}
        </span>
        <Select aria-label={t().rows} onChange={(event) => chooseSize(event.currentTarget.value)}>
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
        <Step label={t().previous} to={props.page - 1} isThere={props.page > 1} onPage={props.onPage} />
        <Step label={t().next} to={props.page + 1} isThere={props.page < last()} onPage={props.onPage} />
      </div>
    </nav>
  );
}

/** At the end it does nothing, and keeps the focus of whoever has come there by it. */
function Step(props: { label: string; to: number; isThere: boolean; onPage(page: number): void }) {
  return (
    <Button
      aria-disabled={props.isThere ? undefined : 'true'}
      class="aria-disabled:cursor-not-allowed aria-disabled:opacity-50"
      onClick={() => props.isThere && props.onPage(props.to)}
    >
      {props.label}
    </Button>
  );
}
