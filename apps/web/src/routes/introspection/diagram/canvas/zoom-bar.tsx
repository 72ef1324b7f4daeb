import { Show } from 'solid-js';
import MinusIcon from '~icons/lucide/minus';
import PlusIcon from '~icons/lucide/plus';
import { Button } from '../../../../components/ui/button.tsx';

interface ZoomBarProps {
  scale: number;
  isMap: boolean;
  /** Whether tables were put elsewhere. */
  hasMoved: boolean;
  onReset(): void;
  onIn(): void;
  onOut(): void;
  onRead(): void;
  onFit(): void;
}

/** How large the picture is, in a corner of it. */
export function ZoomBar(props: ZoomBarProps) {
  return (
    <div class="absolute right-2 bottom-2 flex flex-wrap items-center justify-end gap-1">
      <Show when={props.hasMoved}>
        <Button onClick={() => props.onReset()}>Reset positions</Button>
      </Show>
      <Button size="icon" aria-label="Zoom out" onClick={() => props.onOut()}>
        <MinusIcon class="size-4" aria-hidden="true" />
      </Button>
      <span
        class="min-w-12 rounded-md bg-surface px-1.5 text-center text-fg-2 text-xs tabular-nums"
        data-zoom={props.isMap ? 'map' : 'detail'}
      >
        {props.isMap ? `Map, ${Math.round(props.scale * 100)} %` : `${Math.round(props.scale * 100)} %`}
      </span>
      <Button size="icon" aria-label="Zoom in" onClick={() => props.onIn()}>
        <PlusIcon class="size-4" aria-hidden="true" />
      </Button>
      <Button onClick={() => props.onRead()}>100 %</Button>
      <Button onClick={() => props.onFit()}>Fit</Button>
    </div>
  );
}
