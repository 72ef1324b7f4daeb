import type { IndexKey, TableIndex } from '@portolan/contract';
import { list, printedBy, quoted } from './names.ts';

/** As a part of CREATE TABLE, and behind ADD. Null where the draft cannot write it. */
export function indexDefinition(index: TableIndex): string | null {
  const keys = index.keys.map(keyText);
  if (keys.includes(null) || index.ignored || index.method === null) return null;
  const listed = keys.join(', ');
  if (index.primary) return `PRIMARY KEY (${listed})`;
  const name = quoted(index.name);
  switch (index.method.toLowerCase()) {
    case 'fulltext':
      return `FULLTEXT INDEX ${name} (${listed})`;
    case 'spatial':
    case 'rtree':
      return `SPATIAL INDEX ${name} (${list(index.columns.map(withoutLength))})`;
    case 'btree':
      return `${index.unique ? 'UNIQUE ' : ''}INDEX ${name} (${listed})`;
    case 'hash':
      return `${index.unique ? 'UNIQUE ' : ''}INDEX ${name} (${listed}) USING HASH`;
    default:
      return null;
  }
}

/** A spatial key is kept by a prefix that nobody may ask for. */
const withoutLength = (column: string): string => column.replace(/\(\d+\)$/, '');

function keyText({ column, expression, length, descending }: IndexKey): string | null {
  const what = column === null ? printedBy(expression) : quoted(column);
  if (what === null) return null;
  const size = length === null ? '' : `(${length})`;
  return `${column === null ? `(${what})` : what}${size}${descending ? ' DESC' : ''}`;
}
