import { A } from '@solidjs/router';
import { Match, Show, Switch } from 'solid-js';
import { unwrap } from 'solid-js/store';
import BackIcon from '~icons/lucide/arrow-left';
import SwapIcon from '~icons/lucide/arrow-left-right';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { toFailure } from '../../../lib/app-error.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { snapshotsHref } from '../links.ts';
import { introspectionQueries } from '../queries.ts';
import { t as common } from '../texts.ts';
import { DiffResult } from './diff-result.tsx';
import { t } from './diff-texts.ts';
import type { PatchSnapshots, SnapshotsState } from './snapshot-params.ts';
import { SnapshotPicker } from './snapshot-picker.tsx';

interface DiffPanelProps {
  connectionId: string;
  state: SnapshotsState;
  onChange: PatchSnapshots;
}

/** Two snapshots, of one connection or of two, and what differs between them. */
export function DiffPanel(props: DiffPanelProps) {
  const diff = useLiveQuery(() => introspectionQueries.diff(props.state.a, props.state.b));
  return (
    <section aria-label={t().label} class="min-h-0 flex-1 overflow-y-auto">
      <div class="flex flex-wrap items-center gap-2 xl:flex-nowrap">
        <SnapshotPicker
          side="before"
          connectionId={diff.data?.a.connectionId ?? props.connectionId}
          chosen={props.state.a}
          takenAt={diff.data?.a.takenAt}
          onChoose={(a) => props.onChange({ a })}
        />
        <Button
          size="icon"
          variant="ghost"
          aria-label={t().swap}
          title={t().swap}
          onClick={() => props.onChange({ a: props.state.b, b: props.state.a })}
        >
          <SwapIcon class="size-4" aria-hidden="true" />
        </Button>
        <SnapshotPicker
          side="after"
          connectionId={diff.data?.b.connectionId ?? props.connectionId}
          chosen={props.state.b}
          takenAt={diff.data?.b.takenAt}
          onChoose={(b) => props.onChange({ b })}
        />
        <A
          href={snapshotsHref(props.connectionId)}
          class="ml-auto inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md px-3 font-medium text-fg-2 hover:bg-idle-soft hover:text-fg max-md:h-10"
        >
          <BackIcon class="size-4" aria-hidden="true" />
          {t().allSnapshots}
        </A>
      </div>
      <div class="mt-4">
        <Switch fallback={<div class="skeleton h-40" role="status" aria-label={common().loading} />}>
          <Match when={diff.isError && !diff.data}>
            <FailurePanel title={t().notCompared} failure={toFailure(diff.error)} onRetry={() => void diff.refetch()} />
          </Match>
          <Match when={diff.data}>
            {(data) => (
              <Show when={unwrap(data())} keyed>
                {(found) => (
                  <DiffResult
                    diff={found}
                    view={props.state.show ?? props.state.only}
                    onView={(view) =>
                      props.onChange({
                        show: view === 'sql' ? view : undefined,
                        only: view === 'breaking' ? view : undefined,
                      })
                    }
                  />
                )}
              </Show>
            )}
          </Match>
        </Switch>
      </div>
    </section>
  );
}
