import { createSignal, type JSX, onCleanup } from 'solid-js';
import { readSetting, writeSetting } from '../../../lib/settings.ts';
import { t } from './texts.ts';

const [LEAST, MOST, USUAL, STEP] = [200, 640, 320, 16];

const within = (width: number) => Math.round(Math.max(LEAST, Math.min(MOST, width)));

/** How wide the tree is, in pixels; this browser remembers it. */
export function useSplit() {
  const kept = Number(readSetting('split'));
  const [width, setWidth] = createSignal(kept > 0 ? within(kept) : USUAL);
  const change = (wanted: number) => {
    setWidth(within(wanted));
    writeSetting('split', String(width()));
  };
  return { width, change };
}

/** The line between the tree and what it leads to: dragged by the pointer, moved by the arrow keys. */
export function SplitHandle(props: { width: number; onChange(width: number): void; controls: string }): JSX.Element {
  let release = () => {};
  const onPointerDown = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    event.preventDefault();
    const handle = event.currentTarget;
    const offset = props.width - event.clientX;
    const move = (moved: PointerEvent) => props.onChange(offset + moved.clientX);
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', move);
    release = () => handle.removeEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => release(), { once: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted = { ArrowLeft: props.width - STEP, ArrowRight: props.width + STEP, Home: LEAST, End: MOST }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    props.onChange(wanted);
  };
  onCleanup(() => release());
  return (
    // biome-ignore lint/a11y/useSemanticElements: hr cannot be moved
    <div
      role="separator"
      tabIndex={0}
      aria-label={t().treeWidth}
      aria-orientation="vertical"
      aria-controls={props.controls}
      aria-valuenow={props.width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      title={t().treeWidthHint}
      class="group relative z-10 -mx-1 w-2 cursor-col-resize touch-none max-lg:hidden"
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDblClick={() => props.onChange(USUAL)}
    >
      <span class="absolute inset-y-0 left-1/2 w-px bg-line group-hover:bg-accent group-focus-visible:bg-accent" />
    </div>
  );
}
