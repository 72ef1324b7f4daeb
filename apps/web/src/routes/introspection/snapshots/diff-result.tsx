import type { SnapshotDiff } from '@portolan/contract';
import { createSignal, For, Match, Show, Switch } from 'solid-js';
import OkIcon from '~icons/lucide/circle-check';
import { CopyButton } from '../../../components/copy-button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FilterPills } from '../../../components/filter-pills.tsx';
import { later } from '../../../components/later.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { dateTime, wholeNumber } from '../../../lib/format.ts';
import { BreakingChip } from './breaking-chip.tsx';
import { ChangeList } from './change-list.tsx';
import { countBreaking, databaseChanges, diffTables } from './diff-lines.ts';
import { diffMarkdown } from './diff-markdown.ts';
import { DiffCard, DiffTableCard } from './diff-table-card.tsx';
import { t } from './diff-texts.ts';

const AT_ONCE = 100;

const MigrationDraft = later(() => import('./migration-draft.tsx'));

/** What of the comparison is shown. */
type View = 'breaking' | 'sql' | undefined;

interface DiffResultProps {
  diff: SnapshotDiff;
  view: View;
  onView(view: View): void;
}

export function DiffResult(props: DiffResultProps) {
  const [most, setMost] = createSignal(AT_ONCE);
  const tables = () => diffTables(props.diff, props.view === 'breaking');
  const database = () => databaseChanges(props.diff, props.view === 'breaking');
  const nothing = () => tables().length === 0 && database().length === 0;
  const breaking = countBreaking(props.diff);
  const { added, removed, changed } = props.diff;
  return (
    <>
      <div class="mb-3 flex flex-wrap items-center justify-between gap-2">
        <p role="status" class="flex flex-wrap items-center gap-x-3 gap-y-1 text-fg-2">
          <span>{t().counts(added.length, wholeNumber(removed.length), wholeNumber(changed.length))}</span>
          <Show
            when={breaking > 0}
            fallback={
              <span class="flex items-center gap-1.5">
                <OkIcon class="size-3.5 text-ok-mark" aria-hidden="true" />
                {t().nothingBreaking}
              </span>
            }
          >
            <BreakingChip text={t().breakingCount(wholeNumber(breaking))} />
          </Show>
        </p>
        <div class="flex flex-wrap items-center gap-2">
          <FilterPills
            legend={t().view}
            options={[
              { value: undefined, label: t().all },
              { value: 'breaking', label: t().breakingOnly },
              { value: 'sql', label: t().sql },
            ]}
            value={props.view}
            onChange={props.onView}
          />
          <CopyButton text={diffMarkdown(props.diff, dateTime)} label={t().copyMarkdown} />
        </div>
      </div>
      <Switch>
        <Match when={props.view === 'sql'}>
          <MigrationDraft a={props.diff.a.id} b={props.diff.b.id} />
        </Match>
        <Match when={nothing() && props.view === 'breaking'}>
          <EmptyState title={t().nothingBreaks} text={t().nothingBreaksText} />
        </Match>
        <Match when={nothing()}>
          <EmptyState title={t().none} text={sameText(props.diff)} />
        </Match>
        <Match when={true}>
          <ul class="flex flex-col gap-2" aria-label={t().list}>
            <Show when={database().length > 0}>
              <DiffCard
                title={t().database}
                kind="changed"
                breaks={(['read', 'write'] as const).filter((one) =>
                  database().some(({ breaks }) => breaks.includes(one)),
                )}
              >
                <ChangeList label={t().databaseChanges} changes={database()} />
              </DiffCard>
            </Show>
            <For each={tables().slice(0, most())}>
              {(table) => <DiffTableCard table={table} connectionId={props.diff.b.connectionId} />}
            </For>
          </ul>
          <Show when={tables().length > most()}>
            <Button class="mt-3" onClick={() => setMost((now) => now + AT_ONCE)}>
              {t().more(tables().length)}
            </Button>
          </Show>
        </Match>
      </Switch>
    </>
  );
}

/** Two that are not the same may be so in all that both of them know and could see. */
function sameText({ a, b }: SnapshotDiff): string {
  return a.contentHash === b.contentHash ? t().sameText : t().sameAsKnownText;
}
