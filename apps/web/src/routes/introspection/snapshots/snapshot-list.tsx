import type { ListedSnapshot } from '@portolan/contract';
import { keepPreviousData } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import SameIcon from '~icons/lucide/equal';
import CompareIcon from '~icons/lucide/git-compare-arrows';
import ChangedIcon from '~icons/lucide/pencil-line';
import FirstIcon from '~icons/lucide/sparkles';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Listing } from '../../../components/listing.tsx';
import { type Column, RecordList } from '../../../components/record-list.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Chip } from '../../../components/ui/chip.tsx';
import { cx } from '../../../lib/cx.ts';
import { dateTime, dateTimeInList, milliseconds, wholeNumber } from '../../../lib/format.ts';
import { useLiveQuery } from '../../../lib/query.ts';
import { useRefreshOfPage } from '../frame/refresh-context.ts';
import { introspectionQueries } from '../queries.ts';
import { scopeText } from '../scope-text.ts';
import { t as common } from '../texts.ts';
import { SIGNS } from './diff-signs.ts';
import { withPrevious } from './previous-snapshots.ts';
import { ScheduleNote } from './schedule-note.tsx';
import type { PatchSnapshots, SnapshotsState } from './snapshot-params.ts';
import { t } from './texts.ts';

interface SnapshotListProps {
  connectionId: string;
  state: SnapshotsState;
  onChange: PatchSnapshots;
}

/** A snapshot with the one before it; null where there is none, undefined while that is not known. */
type Row = ListedSnapshot & { previous: ListedSnapshot | null | undefined };

const columns = (): Column<Row>[] => [
  {
    label: t().heads.taken,
    bare: true,
    cell: (row) => (
      <>
        <p title={dateTime(row.takenAt)}>{dateTimeInList(row.takenAt)}</p>
        <p class="text-fg-3 text-xs">
          <RelativeTime at={row.takenAt} />
        </p>
        <SeenNote row={row} />
      </>
    ),
  },
  { label: t().heads.schema, class: 'w-[30%]', aside: true, cell: (row) => <ChangeChip row={row} /> },
  {
    label: t().heads.tables,
    class: 'w-24',
    cell: (row) => <span class="tabular-nums">{wholeNumber(row.tables)}</span>,
  },
  {
    label: t().heads.columns,
    class: 'w-24',
    cell: (row) => <span class="tabular-nums">{wholeNumber(row.columns)}</span>,
  },
  { label: t().heads.ms, class: 'w-24', cell: (row) => <span class="tabular-nums">{milliseconds(row.ms)}</span> },
];

export function SnapshotList(props: SnapshotListProps) {
  const refresh = useRefreshOfPage();
  const page = () => props.state.page;
  const size = () => props.state.pageSize;
  const list = useLiveQuery(() => ({
    ...introspectionQueries.snapshots({ id: props.connectionId, page: page(), limit: size() }),
    placeholderData: keepPreviousData,
  }));
  // The one that comes after the last of this page: whether that has changed cannot be told without it.
  const next = useLiveQuery(() => ({
    ...introspectionQueries.snapshots({ id: props.connectionId, page: page() * size() + 1, limit: 1 }),
    enabled: (list.data?.total ?? 0) > page() * size(),
  }));
  const rows = () => list.data && withPrevious(list.data.items, list.data.total > page() * size(), next.data?.items[0]);
  const latest = () => list.data?.items[0];
  return (
    <section aria-label={t().label} class="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto">
      <div class="flex flex-wrap items-center justify-between gap-2">
        <p class="text-fg-3">{t().text}</p>
        <Show when={latest()}>
          {(snapshot) => (
            <Button
              onClick={() => props.onChange({ a: list.data?.items[1]?.id ?? snapshot().id, b: snapshot().id, page: 1 })}
            >
              <CompareIcon class="size-3.5" aria-hidden="true" />
              {t().compare}
            </Button>
          )}
        </Show>
      </div>
      <ScheduleNote connectionId={props.connectionId} />
      <Listing
        counted={t().counted}
        failed={t().failed}
        query={list}
        paging={props.state}
        onPaging={props.onChange}
        empty={
          <EmptyState title={t().none} text={t().noneText}>
            <Button variant="primary" busy={refresh.isRunning()} onClick={() => void refresh.run()}>
              {common().refreshNow}
            </Button>
          </EmptyState>
        }
      >
        <RecordList
          label={t().label}
          columns={columns()}
          rows={rows()}
          stale={list.isPlaceholderData}
          actionsClass="w-44"
          actionsBelow
          actions={(row) => (
            <Show when={row.previous && row.previous.contentHash !== row.contentHash && row.previous}>
              {(previous) => (
                <Button
                  size="sm"
                  aria-label={t().whatChangedUntil(dateTime(row.takenAt))}
                  onClick={() => props.onChange({ a: previous().id, b: row.id, page: 1 })}
                >
                  {t().whatChanged}
                </Button>
              )}
            </Show>
          )}
        />
      </Listing>
    </section>
  );
}

/** With whose eyes, of what, and what could not be kept as it is. */
function SeenNote(props: { row: Row }) {
  const seen = () =>
    [
      props.row.login && t().asLogin(props.row.login),
      props.row.takenByUserId === null && t().onSchedule,
      scopeText(props.row.scope),
    ].filter(Boolean);
  const warnings = () => props.row.warnings;
  return (
    <>
      <Show when={seen().length > 0}>
        <p class="wrap-anywhere text-fg-3 text-xs">{seen().join(' · ')}</p>
      </Show>
      <Show when={warnings().length > 0}>
        <details class="text-warn text-xs">
          <summary class="min-h-6 cursor-pointer">{t().notKeptWhole(warnings().length)}</summary>
          <ul class="text-fg-2">
            <For each={warnings()}>
              {({ schema, table, path, message }) => (
                <li class="wrap-anywhere">
                  <span class="font-mono">{[schema, table, path].filter(Boolean).join('.')}</span>: {message}
                </li>
              )}
            </For>
          </ul>
        </details>
      </Show>
    </>
  );
}

function ChangeChip(props: { row: Row }) {
  const previous = () => props.row.previous;
  return (
    <Show when={previous() !== undefined} fallback={<span class="skeleton block h-4 w-24" />}>
      <Show when={previous()} fallback={<Chip icon={FirstIcon}>{t().first}</Chip>}>
        {(before) => (
          <Show
            when={before().contentHash !== props.row.contentHash}
            fallback={<Chip icon={SameIcon}>{t().same}</Chip>}
          >
            <span class="flex flex-wrap items-center gap-1.5">
              <Chip tone="accent" icon={ChangedIcon}>
                {t().changed}
              </Chip>
              <Show when={props.row.changes}>{(changes) => <ChangeCounts changes={changes()} />}</Show>
            </span>
          </Show>
        )}
      </Show>
    </Show>
  );
}

/** "+3 −1 ~2": tables that came, went and changed. */
function ChangeCounts(props: { changes: NonNullable<ListedSnapshot['changes']> }) {
  const counts = () =>
    (['added', 'removed', 'changed'] as const)
      .map((kind) => ({ ...SIGNS[kind], kind, count: props.changes[kind] }))
      .filter(({ count }) => count > 0);
  return (
    <span class="flex gap-1 font-medium font-mono text-xs tabular-nums">
      <For each={counts()}>
        {({ sign, kind, look, count }) => (
          <span class={cx('rounded px-1', look)} title={t().counts[kind](count)}>
            <span aria-hidden="true">
              {sign}
              {wholeNumber(count)}
            </span>
            <span class="sr-only">{t().counts[kind](count)}. </span>
          </span>
        )}
      </For>
    </span>
  );
}
