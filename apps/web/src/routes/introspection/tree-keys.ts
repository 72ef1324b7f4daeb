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
    case 'pending':
      return '';
  }
}

function parentOf(rows: readonly TreeRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  for (let above = index - 1; above >= 0; above -= 1) if ((rows[above]?.level ?? 1) < level) return above;
  return index;
}

/** The next row that begins with the typed letter, going round. */
function findLetter(rows: readonly TreeRow[], index: number, letter: string): number | null {
  for (let step = 1; step <= rows.length; step += 1) {
    const place = (index + step) % rows.length;
    const row = rows[place];
    if (row && rowLabel(row).toLowerCase().startsWith(letter)) return place;
  }
  return null;
}

/** The keys of an ARIA tree. `pageRows` is how many rows Page Up and Page Down jump. */
export function treeMove(key: string, rows: readonly TreeRow[], index: number, pageRows: number): TreeMove {
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
    case ' ':
      return { activate: index };
    case '*':
      return { openSiblings: index };
  }
  if (key.length !== 1) return null;
  const found = findLetter(rows, index, key.toLowerCase());
  return found === null ? null : { focus: found };
}
