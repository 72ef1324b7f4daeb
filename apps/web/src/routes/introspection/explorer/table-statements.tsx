import { Show } from 'solid-js';
import { CopyButton } from '../../../components/copy-button.tsx';
import { useLiveQuery } from '../../../lib/query.ts';
import { introspectionQueries } from '../queries.ts';
import { t } from './texts.ts';

/** What makes a table, and what reads it, to be copied. Nothing stands there where a statement cannot be written. */
export function TableStatements(props: { connectionId: string; schema: string; table: string }) {
  const statements = useLiveQuery(() =>
    introspectionQueries.statements({ id: props.connectionId, schema: props.schema, table: props.table }),
  );
  return (
    <Show when={statements.data}>
      {(data) => (
        <>
          <Show when={data().create}>
            {(text) => <CopyButton text={text()} label={t().copyCreate} class="!h-7 !px-2.5 text-xs max-md:!h-9" />}
          </Show>
          <CopyButton text={data().select} label={t().copySelect} class="!h-7 !px-2.5 text-xs max-md:!h-9" />
        </>
      )}
    </Show>
  );
}
