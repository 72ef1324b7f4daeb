import { countOf } from '../../../../lib/format.ts';
import type { DiagramGraph, DiagramTable } from '../graph/diagram-graph.ts';
import { keysOf } from '../graph/neighbours.ts';

export const tableLabel = ({ schema, name }: DiagramTable): string => `${schema}.${name}`;

/** "shop: 4 tables, 4 relations" */
export function pictureText(title: string, { tables, relations }: DiagramGraph): string {
  return `${title}: ${countOf(tables.length, 'table')}, ${countOf(relations.length, 'relation')}`;
}

/** What is told of a table that is walked to. */
export function walkedText(graph: DiagramGraph, table: DiagramTable): string {
  const { out, into } = keysOf(graph, table.id);
  return `${tableLabel(table)}. ${countOf(out.length, 'key')} of its own, ${countOf(into.length, 'key')} to it.`;
}

export const DEAD_END = 'No key leads in this direction.';

export const HELP =
  'A picture. The arrow keys walk from table to table along keys, Tab goes to the keys of the table, and Enter opens it. With Shift the arrows move the picture, with Alt the table. Plus and minus change the size, zero shows all of it, one shows the table at its full size. The same as text is under List.';
