import { plain } from './plain.ts';
import { bold, type Piece, textOf, withText } from './style.ts';
import { fitted, widthOf } from './width.ts';

const GAP = 2;
/** No column becomes narrower than this. */
const NARROWEST = 3;

/** Lines of pieces in columns, no wider than `width`: the widest columns give way first. The last one is not filled up. */
export function tableLines(head: readonly string[], rows: readonly (readonly Piece[])[], width: number): Piece[][] {
  const cells = [head.map(bold), ...rows].map((row) => row.map((cell) => withText(cell, plain(textOf(cell)))));
  const widths = fittedWidths(
    head.map((_, column) => cells.reduce((most, row) => Math.max(most, widthOf(textOf(row[column] ?? ''))), 0)),
    width,
  );
  return cells.map((row) => row.map((cell, column) => padded(cell, widths[column] ?? 0, column === head.length - 1)));
}

function padded(cell: Piece, width: number, isLast: boolean): Piece {
  const text = fitted(textOf(cell), width);
  return withText(cell, isLast ? text : text + ' '.repeat(width - widthOf(text) + GAP));
}

function fittedWidths(wanted: number[], width: number): number[] {
  const widths = [...wanted];
  let over = widths.reduce((sum, each) => sum + each, GAP * (widths.length - 1)) - width;
  while (over > 0) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) break;
    widths[widths.indexOf(widest)] = widest - 1;
    over -= 1;
  }
  return widths;
}
