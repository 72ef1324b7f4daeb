import type { Migration } from '@portolan/contract';
import { Match, Show, Switch } from 'solid-js';
import DownloadIcon from '~icons/lucide/download';
import WarnIcon from '~icons/lucide/triangle-alert';
import { CopyButton } from '../../../components/copy-button.tsx';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { countOf } from '../../../lib/format.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { introspectionQueries } from '../queries.ts';
import { previewOf } from '../types/preview.ts';

/** The statements that lead from the one snapshot to the other, said to be a draft. */
export default function MigrationDraft(props: { a: string; b: string }) {
  const draft = useLiveQuery(() => introspectionQueries.migration(props.a, props.b));
  return (
    <Switch fallback={<div class="skeleton h-40" role="status" aria-label="Loading" />}>
      <Match when={draft.isError && !draft.data}>
        <FailurePanel
          title="No migration can be drafted"
          failure={toFailure(draft.error)}
          onRetry={() => void draft.refetch()}
        />
      </Match>
      <Match when={draft.data}>{(data) => <Draft migration={data()} />}</Match>
    </Switch>
  );
}

function Draft(props: { migration: Migration }) {
  const preview = () => previewOf(props.migration.sql);
  const save = () => saveFile(new Blob([props.migration.sql], { type: 'text/plain' }), 'migration-draft.sql');
  return (
    <section aria-label="Migration SQL" class="flex min-w-0 flex-col gap-3">
      <div class="flex flex-wrap items-start gap-3 rounded-lg border border-warn-mark/40 bg-warn-soft p-3">
        <WarnIcon class="mt-0.5 size-4 shrink-0 text-warn" aria-hidden="true" />
        <div class="min-w-0 flex-1 basis-48">
          <p class="font-medium text-warn">This is a draft for {props.migration.dialect}.</p>
          <p class="text-fg-2 text-xs">
            Read it and try it on a copy first. It drops what is gone, and knows nothing of rows that are there.
            <Show when={props.migration.partly}> Comments say what it does not cover.</Show>
          </p>
        </div>
        <div class="flex flex-wrap gap-2">
          <CopyButton text={props.migration.sql} label="Copy SQL" />
          <Button onClick={save}>
            <DownloadIcon class="size-3.5" aria-hidden="true" />
            Download .sql
          </Button>
        </div>
      </div>
      <section
        class="max-h-[70vh] overflow-auto rounded-lg border border-line bg-surface p-3"
        tabindex="0"
        aria-label="Statements"
      >
        <pre class="font-mono text-xs">
          <code>{preview().text}</code>
        </pre>
      </section>
      <Show when={preview().hidden > 0}>
        <p class="text-fg-3 text-xs">{countOf(preview().hidden, 'more line')}: Copy and Download have all of them.</p>
      </Show>
    </section>
  );
}
