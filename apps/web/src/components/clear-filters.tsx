import { Show } from 'solid-js';
import ClearIcon from '~icons/lucide/x';
import { Button } from './ui/button.tsx';

interface ClearFiltersProps {
  /** Whether there is anything to clear: otherwise it is not there. */
  isFiltered: boolean;
  label: string;
  /** The whole of it, for those who hear it alone. */
  spoken?: string;
  onClear(): void;
}

/** Stands behind the filters of a list, and takes all of them back. */
export function ClearFilters(props: ClearFiltersProps) {
  return (
    <Show when={props.isFiltered}>
      <Button variant="ghost" aria-label={props.spoken} onClick={() => props.onClear()}>
        <ClearIcon class="size-3.5" aria-hidden="true" />
        {props.label}
      </Button>
    </Show>
  );
}
