import { Show } from 'solid-js';
import { useLiveQuery } from '../../../lib/query.ts';
import { introspectionQueries } from '../queries.ts';
import { Detail, Section } from './key-lists.tsx';
import { ReferenceLink } from './reference-link.tsx';
import { t } from './texts.ts';

/** The foreign keys of other tables that point here, each a way to its table. */
export function ReferencedBy(props: { connectionId: string; schema: string; table: string }) {
  const references = useLiveQuery(() =>
    introspectionQueries.referencedBy({ id: props.connectionId, schema: props.schema, table: props.table }),
  );
  const items = () => references.data?.items ?? [];
  const more = () => (references.data?.total ?? 0) - items().length;
  return (
    <>
      <Section
        title={t().referencedBy}
        items={items()}
        row={(one) => (
          <>
            <ReferenceLink
              connectionId={props.connectionId}
              place={{ schema: one.schema, table: one.table, column: one.columns[0] ?? '' }}
              label={`${one.schema}.${one.table} (${one.columns.join(', ')})`}
            />
            <span class="text-fg-3" role="img" aria-label={t().references}>
              →
            </span>
            <Detail text={`(${one.references.join(', ')})`} />
          </>
        )}
      />
      <Show when={more() > 0}>
        <p class="mt-1 text-fg-3 text-xs">{t().moreKeys(more())}</p>
      </Show>
    </>
  );
}
