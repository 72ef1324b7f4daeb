import { For, Show } from 'solid-js';
import { wholeNumber } from '../../../../lib/format.ts';
import { type DiagramColumn, type DiagramTable, HEAD_PX, ROW_PX, shorten } from '../graph/diagram-graph.ts';
import type { Rect } from '../layout/geometry.ts';
import { t } from '../texts.ts';
import { softColour } from './schema-colours.ts';

export const SANS = 'Inter Variable, Inter, system-ui, sans-serif';
export const MONO = 'ui-monospace, SF Mono, JetBrains Mono, Menlo, Consolas, monospace';
const HEAD = 13;
const LEAST_NAME_PX = 11;
/** Width of a letter of the bold sans face at 1 px. */
const LETTER = 0.62;
/** Smaller than this, columns are grey bars. */
const READABLE = 0.65;
const BAR_LETTER_PX = 5;
const RADIUS = 8;

interface TableBoxProps {
  table: DiagramTable;
  box: Rect;
  scale: number;
  /** Of its schema, where schemas are told apart. */
  hue: number | undefined;
  dim: boolean;
  marked: boolean;
  onLight?(on: boolean): void;
}

/** A table with its columns. Colours are variables of the theme, which an export puts its own in place of. */
export function TableBox(props: TableBoxProps) {
  const { table } = props;
  // On the screen the name is never smaller than can be read.
  const size = () => Math.max(HEAD, Math.round(LEAST_NAME_PX / props.scale));
  const letters = () => Math.floor((table.width - 24) / (size() * LETTER));
  const { width, height } = table;
  const head = `M0 ${HEAD_PX}V${RADIUS}a${RADIUS} ${RADIUS} 0 0 1 ${RADIUS} ${-RADIUS}h${width - 2 * RADIUS}a${RADIUS} ${RADIUS} 0 0 1 ${RADIUS} ${RADIUS}V${HEAD_PX}z`;
  return (
    <g
      data-table={`${table.schema}.${table.name}`}
      transform={`translate(${props.box.x} ${props.box.y})`}
      opacity={props.dim ? 0.25 : 1}
      onPointerEnter={() => props.onLight?.(true)}
      onPointerLeave={() => props.onLight?.(false)}
    >
      <title>{`${table.schema}.${table.name}`}</title>
      <rect width={width} height={height} rx={RADIUS} fill="var(--surface)" />
      <path d={head} fill={props.hue === undefined ? 'var(--sunken)' : softColour(props.hue)} />
      <text
        x="12"
        y={HEAD_PX / 2 + size() * 0.36}
        font-family={SANS}
        font-size={`${size()}`}
        font-weight="600"
        fill="var(--fg)"
      >
        {shorten(table.name, letters())}
      </text>
      <path d={`M0 ${HEAD_PX}h${width}`} stroke="var(--line)" />
      <Show when={props.scale >= READABLE} fallback={<Bars columns={table.columns} width={width} />}>
        <g font-family={MONO} font-size="11">
          <For each={table.columns}>
            {(column, index) => <ColumnLine column={column} y={HEAD_PX + ROW_PX * index() + 15} width={width} />}
          </For>
          <Show when={table.hidden > 0}>
            <text x="36" y={HEAD_PX + ROW_PX * table.columns.length + 15} fill="var(--fg-3)">
              {t().more(wholeNumber(table.hidden))}
            </text>
          </Show>
        </g>
      </Show>
      <rect
        width={width}
        height={height}
        rx={RADIUS}
        fill="none"
        stroke={props.marked ? 'var(--accent)' : 'var(--line-strong)'}
        stroke-width={props.marked ? 2.5 : 1}
      />
    </g>
  );
}

/** Columns that are too small to be read: how many there are can still be seen, and which are keys. */
function Bars(props: { columns: readonly DiagramColumn[]; width: number }) {
  const bar = (column: DiagramColumn, index: number) =>
    `M36 ${HEAD_PX + ROW_PX * (index + 0.5)}h${Math.min(props.width - 56, column.name.length * BAR_LETTER_PX)}`;
  const bars = (isKey: boolean) =>
    props.columns
      .map((column, index) => ((column.primary || column.foreign) === isKey ? bar(column, index) : ''))
      .join('');
  return (
    <g fill="none" stroke-width="6" stroke-linecap="round">
      <path d={bars(false)} stroke="var(--line)" />
      <path d={bars(true)} stroke="var(--line-strong)" opacity="0.6" />
    </g>
  );
}

function ColumnLine(props: { column: DiagramColumn; y: number; width: number }) {
  const { column, y, width } = props;
  return (
    <>
      <Show when={column.primary || column.foreign}>
        <text x="12" y={y} font-size="9" font-weight="600" fill={column.primary ? 'var(--warn)' : 'var(--accent-fg)'}>
          {column.primary ? 'PK' : 'FK'}
        </text>
      </Show>
      <text x="36" y={y} fill="var(--fg)" font-weight={column.primary ? 600 : 400}>
        {shorten(column.name)}
      </text>
      <text x={width - 12} y={y} text-anchor="end" fill="var(--fg-3)">
        {shorten(column.type) + (column.nullable ? '?' : '')}
      </text>
    </>
  );
}
