import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { FACT_CELL, FactTable } from '../fact-table.tsx';
import { tableHref } from '../links.ts';
import type { DiagramGraph, DiagramTable, Relation } from './graph/diagram-graph.ts';
import { cardinality } from './graph/relation-text.ts';
import { t } from './graph/relation-words.ts';

const heads = () => {
  const { table, target, relation, key } = t().heads;
  return [table, target, relation, key];
};

/** What the picture shows, as text. */
export function RelationList(props: { connectionId: string; graph: DiagramGraph }) {
  const byId = () => new Map(props.graph.tables.map((table) => [table.id, table]));
  const alone = () => {
    const linked = new Set(props.graph.relations.flatMap(({ from, to }) => [from, to]));
    return props.graph.tables.filter(({ id }) => !linked.has(id));
  };
  return (
    <section
      class="min-h-0 flex-1 overflow-auto rounded-lg border border-line bg-surface"
      tabindex="0"
      aria-label={t().label}
    >
      <Show when={props.graph.relations.length > 0} fallback={<p class="p-4 text-fg-3">{t().none}</p>}>
        <FactTable label={t().label} heads={heads()}>
          <For each={props.graph.relations}>
            {(relation) => <Row connectionId={props.connectionId} relation={relation} tables={byId()} />}
          </For>
        </FactTable>
      </Show>
      <Show when={alone().length > 0}>
        <div class="border-line border-t p-3">
          <h2 class="font-medium text-fg-2 text-xs">{t().alone(alone().length)}</h2>
          <ul class="mt-1 flex flex-wrap gap-x-3 gap-y-1">
            <For each={alone()}>
              {(table) => (
                <li>
                  <TableLink connectionId={props.connectionId} table={table} columns={[]} />
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
    </section>
  );
}

function Row(props: { connectionId: string; relation: Relation; tables: ReadonlyMap<string, DiagramTable> }) {
  const link = (id: string, columns: string[]) => (
    <Show when={props.tables.get(id)}>
      {(table) => <TableLink connectionId={props.connectionId} table={table()} columns={columns} />}
    </Show>
  );
  return (
    <tr class="border-line border-t">
      <th scope="row" class={`${FACT_CELL} font-normal`}>
        {link(props.relation.from, props.relation.columns)}
      </th>
      <td class={FACT_CELL}>{link(props.relation.to, props.relation.targets)}</td>
      <td class={`${FACT_CELL} text-fg-2 text-xs`}>{cardinality(props.relation)}</td>
      <td class={`${FACT_CELL} wrap-anywhere font-mono text-fg-3 text-xs`}>{props.relation.name}</td>
    </tr>
  );
}

function TableLink(props: { connectionId: string; table: DiagramTable; columns: string[] }) {
  const { schema, name } = props.table;
  return (
    <A
      href={tableHref(props.connectionId, { schema, table: name })}
      class="inline-flex min-h-6 items-center wrap-anywhere font-mono text-accent-fg text-xs hover:underline"
    >
      {name}
      {props.columns.length > 0 ? ` (${props.columns.join(', ')})` : ''}
    </A>
  );
}
