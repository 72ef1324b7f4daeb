import type { DiagramGraph, DiagramTable } from '../graph/diagram-graph.ts';
import { keysOf } from '../graph/neighbours.ts';
import { t } from '../texts.ts';

export const tableLabel = ({ schema, name }: DiagramTable): string => `${schema}.${name}`;

/** "shop: 4 tables, 4 relations" */
export function pictureText(title: string, { tables, relations }: DiagramGraph): string {
  return t().summary(title, tables.length, relations.length);
}

/** What is told of a table that is walked to. */
export function walkedText(graph: DiagramGraph, table: DiagramTable): string {
  const { out, into } = keysOf(graph, table.id);
  return t().walked(tableLabel(table), out.length, into.length);
}
