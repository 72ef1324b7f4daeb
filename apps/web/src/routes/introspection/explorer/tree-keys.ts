import type { TreeRow } from './tree-model.ts';

export type TreeMove = { focus: number } | { toggle: number } | { activate: number } | { openSiblings: number } | null;

const isOpen = (row: TreeRow) => (row.kind === 'schema' || row.kind === 'table') && row.open;
const canOpen = (row: TreeRow) => row.kind === 'schema' || row.kind === 'table';

export function rowLabel(row: TreeRow): string {
  switch (row.kind) {
    case 'schema':
      return row.schema.name;
    case 'table':
      return row.table.name;
    case 'column':
      return row.field.name;
    case 'note':
      return row.text;
  }
}

function parentOf(rows: readonly TreeRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  for (let above = index - 1; above >= 0; above -= 1) if ((rows[above]?.level ?? 1) < level) return above;
  return index;
}

/** The next row that begins with what was typed, going round; several letters may stay where they are. */
function findText(rows: readonly TreeRow[], index: number, text: string): number | null {
  const first = text.length > 1 ? 0 : 1;
  for (let step = first; step < rows.length + first; step += 1) {
    const place = (index + step) % rows.length;
    const row = rows[place];
    if (row && rowLabel(row).toLowerCase().startsWith(text)) return place;
  }
  return null;
}

/**
 * The keys of an ARIA tree. `pageRows` is how many rows Page Up and Page Down jump; `typed` is what was typed just
 * before, so that a name is found by its first letters.
 */
export function treeMove(
  key: string,
  rows: readonly TreeRow[],
  index: number,
  { pageRows, typed = '' }: { pageRows: number; typed?: string },
): TreeMove {
  const row = rows[index];
  if (!row) return null;
  const last = rows.length - 1;
  const to = (target: number): TreeMove => ({ focus: Math.max(0, Math.min(last, target)) });
  switch (key) {
    case 'ArrowDown':
      return to(index + 1);
    case 'ArrowUp':
      return to(index - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(last);
    case 'PageDown':
      return to(index + pageRows);
    case 'PageUp':
      return to(index - pageRows);
    case 'ArrowRight':
      if (!canOpen(row)) return null;
      return isOpen(row) ? to(index + 1) : { toggle: index };
    case 'ArrowLeft':
      return isOpen(row) ? { toggle: index } : to(parentOf(rows, index));
    case 'Enter':
      return { activate: index };
    case ' ':
      if (!typed) return { activate: index };
      break;
    case '*':
      return { openSiblings: index };
  }
  if (key.length !== 1) return null;
  const found = findText(rows, index, (typed + key).toLowerCase());
  return found === null ? null : { focus: found };
}
