import type { HealthHistory } from '@portolan/contract';
import { createEffect, createSignal, on, onCleanup, onMount } from 'solid-js';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { healthName } from '../../../components/health/health-words.ts';
import { milliseconds } from '../../../lib/format.ts';
import { blanksOf, chartData, WHOLE_STEPS } from './chart-data.ts';
import { t } from './texts.ts';
import { momentText, timeLabels } from './time-labels.ts';

const FONT = '11px "Inter Variable", ui-sans-serif, system-ui, sans-serif';

/** A colour of the theme as it is now. */
const colour = (token: string) => getComputedStyle(document.documentElement).getPropertyValue(token);

/** Lines of the latencies of a window, in the colours of the theme, with what is under the pointer in words. */
export default function LatencyChart(props: { history: HealthHistory; label: string }) {
  const [place, setPlace] = createSignal<number | null>(null);
  let box!: HTMLDivElement;
  let chart: UPlot | undefined;
  onMount(() => {
    chart = new UPlot(
      optionsOf(() => props.history, { width: box.clientWidth, height: box.clientHeight, onPlace: setPlace }),
      chartData(props.history),
      box,
    );
    const resized = new ResizeObserver(() => chart?.setSize({ width: box.clientWidth, height: box.clientHeight }));
    resized.observe(box);
    const themed = new MutationObserver(() => chart?.redraw(false));
    themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    onCleanup(() => {
      resized.disconnect();
      themed.disconnect();
      chart?.destroy();
    });
  });
  createEffect(
    on(
      () => props.history,
      (history) => chart?.setData(chartData(history)),
      { defer: true },
    ),
  );
  const readout = () => {
    const point = props.history.points[place() ?? -1];
    if (!point) return t().pointAt;
    const when = momentText(point.at, props.history.window);
    if (point.p50 === null || point.p95 === null) return t().nothingThen(when, healthName(point.status ?? 'unknown'));
    return t().latenciesThen(when, milliseconds(point.p50), milliseconds(point.p95));
  };
  return (
    <figure class="flex size-full flex-col">
      <div ref={box} role="img" aria-label={props.label} class="min-h-0 flex-1" />
      <figcaption class="h-6 truncate text-fg-3 text-xs leading-6 tabular-nums" aria-hidden="true">
        {readout()}
      </figcaption>
    </figure>
  );
}

interface ChartOptions {
  width: number;
  height: number;
  onPlace(index: number | null): void;
}

function optionsOf(history: () => HealthHistory, { width, height, onPlace }: ChartOptions): UPlot.Options {
  const axis = {
    font: FONT,
    stroke: () => colour('--fg-3'),
    grid: { stroke: () => colour('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false },
    scales: {
      x: { time: true, range: () => spanOf(history()) },
      // From nothing on: half as high is half as long.
      y: { range: (_, __, most) => [0, Math.max(1, (most ?? 0) * 1.1)] },
    },
    axes: [
      { ...axis, values: (_, moments) => timeLabels(moments, history().window), space: 72, size: 28 },
      { ...axis, values: (_, values) => values.map(milliseconds), incrs: WHOLE_STEPS, size: 56 },
    ],
    series: [
      {},
      { stroke: () => colour('--accent'), width: 1.5, points: dots('--accent') },
      { stroke: () => colour('--warn-mark'), width: 1.5, dash: [4, 3], points: dots('--warn-mark') },
    ],
    hooks: {
      drawClear: [(chart) => shadeBlanks(chart, history())],
      setCursor: [({ cursor }) => onPlace(cursor.idx ?? null)],
    },
  };
}

/** What stands alone between gaps has no line. */
const dots = (token: string): UPlot.Series.Points => ({ size: 3, width: 0, fill: () => colour(token) });

function spanOf({ points, stepSeconds }: HealthHistory): [number, number] {
  const [first, last] = [points[0], points.at(-1)].map((point) => Date.parse(point?.at ?? '') / 1_000);
  return [first ?? 0, (last ?? 0) + stepSeconds];
}

/** Tells a gap in measuring from an outage, behind the lines. */
function shadeBlanks({ ctx, bbox, valToPos }: UPlot, history: HealthHistory): void {
  for (const { from, to, isDown } of blanksOf(history)) {
    const [left, right] = [valToPos(from, 'x', true), valToPos(to, 'x', true)];
    ctx.fillStyle = colour(isDown ? '--bad-soft' : '--idle-soft');
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
}
