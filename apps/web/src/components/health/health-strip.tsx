import { For } from 'solid-js';
import { cx } from '../../lib/cx.ts';
import { type Run, runsOf, type StepStatus } from './strip-runs.ts';

interface HealthStripProps {
  steps: readonly StepStatus[];
  /** In place of steps in a row that were alike. */
  runs?: readonly Run[];
  /** All of it in a sentence. */
  label: string;
  /** Of some steps in a row that were alike: shown where the pointer rests on them. */
  titleOf(run: Run): string;
  /** Too many for their room to stand apart. */
  isDense?: boolean;
  class?: string;
}

/** The worse, the higher: what is told by the colour is told by the shape as well. */
const HEIGHTS = { healthy: 0.55, degraded: 0.8, unreachable: 1, gap: 0.12 };
const FILLS = {
  healthy: 'fill-ok-mark',
  degraded: 'fill-warn-mark',
  unreachable: 'fill-bad-mark',
  gap: 'fill-line-strong',
};
/** Of a step, with what is left free on both sides. */
const WIDTH = 0.76;

/** Steps of time as bars, drawn as one path for each run of them; as wide and as high as it is made. */
export function HealthStrip(props: HealthStripProps) {
  return (
    <svg
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${props.steps.length} 1`}
      preserveAspectRatio="none"
      shape-rendering={props.isDense ? 'crispEdges' : undefined}
      class={cx('block', props.class)}
    >
      <For each={props.runs ?? runsOf(props.steps)}>
        {(run) => (
          <path
            d={props.isDense ? bandOf(run) : barsOf(run)}
            class={FILLS[run.status ?? 'gap']}
            pointer-events="bounding-box"
          >
            <title>{props.titleOf(run)}</title>
          </path>
        )}
      </For>
    </svg>
  );
}

const topOf = (status: StepStatus) => 1 - HEIGHTS[status ?? 'gap'];

function bandOf({ status, from, count }: Run): string {
  return `M${from} ${topOf(status)}h${count}V1h-${count}z`;
}

function barsOf({ status, from, count }: Run): string {
  const aside = (1 - WIDTH) / 2;
  const bar = (n: number) => `M${from + n + aside} ${topOf(status)}h${WIDTH}V1h-${WIDTH}z`;
  return Array.from({ length: count }, (_, n) => bar(n)).join('');
}
