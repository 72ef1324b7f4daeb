import { For, Show } from 'solid-js';
import { type DiagramColumn, type DiagramTable, HEAD_PX, ROW_PX, shorten } from './diagram-graph.ts';
import type { Point } from './layout-diagram.ts';

export const SANS = 'Inter Variable, Inter, system-ui, sans-serif';
export const MONO = 'ui-monospace, SF Mono, JetBrains Mono, Menlo, Consolas, monospace';
/** Width of a letter of the bold sans face at 1 px. */
const LETTER = 0.62;
const MAX_FAR_PX = 56;

interface TableBoxProps {
  table: DiagramTable;
  href: string;
  corner: Point;
  dim: boolean;
  marked: boolean;
  onLight(on: boolean): void;
}

/** A table with its columns. Colours are variables of the theme, which an export puts its own in place of. */
export function TableBox(props: TableBoxProps) {
  const { table } = props;
  const farSize = Math.min(MAX_FAR_PX, table.height * 0.7, (table.width - 16) / (shorten(table.name).length * LETTER));
  return (
    <g
      data-table={`${table.schema}.${table.name}`}
      transform={`translate(${props.corner.x} ${props.corner.y})`}
      opacity={props.dim ? 0.25 : 1}
      onPointerEnter={() => props.onLight(true)}
      onPointerLeave={() => props.onLight(false)}
    >
      <a href={props.href} tabindex="-1">
        <title>{`${table.schema}.${table.name}`}</title>
        <rect
          width={table.width}
          height={table.height}
          rx="8"
          fill="var(--surface)"
          stroke={props.marked ? 'var(--accent)' : 'var(--line-strong)'}
          stroke-width={props.marked ? 2.5 : 1}
        />
        <g class="chart-near">
          <text x="12" y={HEAD_PX / 2 + 5} font-family={SANS} font-size="13" font-weight="600" fill="var(--fg)">
            {shorten(table.name)}
          </text>
          <path d={`M0 ${HEAD_PX}h${table.width}`} stroke="var(--line)" />
          <g font-family={MONO} font-size="11">
            <For each={table.columns}>
              {(column, index) => (
                <ColumnLine column={column} y={HEAD_PX + ROW_PX * index() + 15} width={table.width} />
              )}
            </For>
            <Show when={table.hidden > 0}>
              <text x="36" y={HEAD_PX + ROW_PX * table.columns.length + 15} fill="var(--fg-3)">
                {`and ${table.hidden} more`}
              </text>
            </Show>
          </g>
        </g>
        <g class="chart-far">
          <text
            x={table.width / 2}
            y={table.height / 2 + farSize * 0.35}
            font-family={SANS}
            font-size={`${farSize}`}
            font-weight="600"
            text-anchor="middle"
            fill="var(--fg)"
          >
            {shorten(table.name)}
          </text>
        </g>
      </a>
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
