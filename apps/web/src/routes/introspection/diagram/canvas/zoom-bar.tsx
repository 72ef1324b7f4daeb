import { type ParentProps, Show } from 'solid-js';
import MinusIcon from '~icons/lucide/minus';
import PlusIcon from '~icons/lucide/plus';
import { Button } from '../../../../components/ui/button.tsx';
import { wholeNumber } from '../../../../lib/format.ts';
import { t } from '../texts.ts';

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

/** How large the picture is: below it, where it covers no table. */
export function ZoomBar(props: ParentProps<ZoomBarProps>) {
  const percent = () => wholeNumber(Math.round(props.scale * 100));
  return (
    <div class="flex flex-wrap items-center justify-end gap-1 border-line border-t bg-surface px-2 py-1">
      <div class="mr-auto min-w-0">{props.children}</div>
      <Show when={props.hasMoved}>
        <Button onClick={() => props.onReset()}>{t().reset}</Button>
      </Show>
      <Button size="icon" aria-label={t().zoomOut} onClick={() => props.onOut()}>
        <MinusIcon class="size-4" aria-hidden="true" />
      </Button>
      <span
        class="min-w-12 rounded-md bg-surface px-1.5 text-center text-fg-2 text-xs tabular-nums"
        data-zoom={props.isMap ? 'map' : 'detail'}
      >
        {props.isMap ? t().mapZoom(percent()) : t().zoom(percent())}
      </span>
      <Button size="icon" aria-label={t().zoomIn} onClick={() => props.onIn()}>
        <PlusIcon class="size-4" aria-hidden="true" />
      </Button>
      <Button onClick={() => props.onRead()}>{t().zoom('100')}</Button>
      <Button onClick={() => props.onFit()}>{t().fit}</Button>
    </div>
  );
}
