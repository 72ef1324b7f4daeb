import type { SnapshotWarning } from '@portolan/contract';
import { isClean, washText, whatWasWashed } from './wash-text.ts';

/** More than anybody reads, of one table. */
const MAX_WARNINGS = 20;

/**
 * A table with every text washed, and what was found where. Keys of its objects are the program's own. Columns that would
 * have one name after that are told apart by a number.
 */
export function washTable(table: unknown): { table: unknown; warnings: SnapshotWarning[] } {
  const found: { path: string; message: string }[] = [];
  const washed = wash(table, [], (path, text) => {
    if (found.length < MAX_WARNINGS) found.push({ path: path.join('.'), message: whatWasWashed(text) });
  });
  const { schema, name, columns } = washed as { schema?: unknown; name?: unknown; columns?: unknown };
  if (Array.isArray(columns)) tellApart(columns);
  const place = { schema: textOr(schema), table: textOr(name) };
  return { table: washed, warnings: found.map((one) => ({ ...place, ...one })) };
}

type Path = readonly string[];

function wash(value: unknown, path: Path, onDirt: (path: Path, text: string) => void): unknown {
  if (typeof value === 'string') {
    if (isClean(value)) return value;
    onDirt(path, value);
    return washText(value);
  }
  if (Array.isArray(value)) return value.map((one, at) => wash(one, [...path, nameOf(one) ?? String(at + 1)], onDirt));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, wash(one, [...path, key], onDirt)]));
}

/** What has a name is told by it. */
function nameOf(value: unknown): string | null {
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : null;
  return typeof name === 'string' ? washText(name) : null;
}

function tellApart(columns: { name?: unknown }[]): void {
  const names = new Set<unknown>();
  for (const column of columns) {
    for (let number = 2; names.has(column.name); number++) column.name = `${String(column.name)} (${number})`;
    names.add(column.name);
  }
}

const textOr = (value: unknown) => (typeof value === 'string' ? value : null);
