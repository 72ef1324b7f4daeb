import { For } from 'solid-js';

const CENTRE = { x: 600, y: 400 };
const RADIUS = 900;
const ROSES = 16;
const POINTS = Array.from({ length: ROSES }, (_, index) => {
  const angle = (index / ROSES) * 2 * Math.PI;
  return { x: CENTRE.x + 300 * Math.cos(angle), y: CENTRE.y + 300 * Math.sin(angle) };
});

/** The web of rhumb lines that covers a portolan chart: each rose sends its lines through the whole sheet. */
export function RhumbLines(props: { class?: string }) {
  return (
    <svg viewBox="0 0 1200 800" preserveAspectRatio="xMidYMid slice" class={props.class} aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="0.75">
        <circle cx={CENTRE.x} cy={CENTRE.y} r="300" />
        <For each={POINTS}>{(point) => <For each={POINTS}>{(other) => <path d={ray(point, other)} />}</For>}</For>
      </g>
    </svg>
  );
}

function ray(from: { x: number; y: number }, through: { x: number; y: number }): string {
  const dx = through.x - from.x;
  const dy = through.y - from.y;
  const length = Math.hypot(dx, dy);
  if (length < 1) return '';
  const scale = RADIUS / length;
  return `M${from.x.toFixed(0)} ${from.y.toFixed(0)}l${(dx * scale).toFixed(0)} ${(dy * scale).toFixed(0)}`;
}
