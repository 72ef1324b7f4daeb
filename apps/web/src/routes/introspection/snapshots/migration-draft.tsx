import type { Migration } from '@portolan/contract';
import { Match, Show, Switch } from 'solid-js';
import DownloadIcon from '~icons/lucide/download';
import WarnIcon from '~icons/lucide/triangle-alert';
import { CopyButton } from '../../../components/copy-button.tsx';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { localized } from '../../../lib/locale.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { migration } from '../../../locales/en.ts?migration';
import { introspectionQueries } from '../queries.ts';
import { t as common } from '../texts.ts';
import { hiddenText, previewOf } from '../types/preview.ts';

const t = localized('migration', migration);

/** The statements that lead from the one snapshot to the other, said to be a draft. */
export default function MigrationDraft(props: { a: string; b: string }) {
  const draft = useLiveQuery(() => introspectionQueries.migration(props.a, props.b));
  return (
    <Switch fallback={<div class="skeleton h-40" role="status" aria-label={common().loading} />}>
      <Match when={draft.isError && !draft.data}>
        <FailurePanel title={t().notDrafted} failure={toFailure(draft.error)} onRetry={() => void draft.refetch()} />
      </Match>
      <Match when={draft.data}>{(data) => <Draft migration={data()} />}</Match>
    </Switch>
  );
}

function Draft(props: { migration: Migration }) {
  const preview = () => previewOf(props.migration.sql);
  const save = () => saveFile(new Blob([props.migration.sql], { type: 'text/plain' }), 'migration-draft.sql');
  return (
    <section aria-label={t().label} class="flex min-w-0 flex-col gap-3">
      <div class="flex flex-wrap items-start gap-3 rounded-lg border border-warn-mark/40 bg-warn-soft p-3">
        <WarnIcon class="mt-0.5 size-4 shrink-0 text-warn" aria-hidden="true" />
        <div class="min-w-0 flex-1 basis-48">
          <p class="font-medium text-warn">{t().draftFor(props.migration.dialect)}</p>
          <p class="text-fg-2 text-xs">
            {t().caution}
            <Show when={props.migration.partly}> {t().partly}</Show>
          </p>
        </div>
        <div class="flex flex-wrap gap-2">
          <CopyButton text={props.migration.sql} label={t().copy} />
          <Button onClick={save}>
            <DownloadIcon class="size-3.5" aria-hidden="true" />
            {t().download}
          </Button>
        </div>
      </div>
      <section
        class="max-h-[70vh] overflow-auto rounded-lg border border-line bg-surface p-3"
        tabindex="0"
        aria-label={t().statements}
      >
        <pre class="font-mono text-xs">
          <code>{preview().text}</code>
        </pre>
      </section>
      <Show when={preview().hidden > 0}>
        <p class="text-fg-3 text-xs">{hiddenText(preview().hidden)}</p>
      </Show>
    </section>
  );
}
