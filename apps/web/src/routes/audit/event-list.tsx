import type { AuditEvent } from '@portolan/contract';
import { createSignal, Show } from 'solid-js';
import DeniedIcon from '~icons/lucide/ban';
import CloseIcon from '~icons/lucide/chevron-down';
import OpenIcon from '~icons/lucide/chevron-right';
import OkIcon from '~icons/lucide/circle-check';
import StartedIcon from '~icons/lucide/circle-dashed';
import FailedIcon from '~icons/lucide/circle-x';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Chip } from '../../components/ui/chip.tsx';
import { EventDetailsView } from './event-details-view.tsx';

export function EventList(props: { rows: AuditEvent[] | undefined; stale: boolean }) {
  const [open, setOpen] = createSignal<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => {
    const next = new Set(open());
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  const columns: readonly Column<AuditEvent>[] = [
    {
      label: 'Action',
      class: 'w-[27%]',
      cell: (event) => (
        <button
          type="button"
          aria-expanded={open().has(event.id)}
          class="-mx-1 flex min-h-6 min-w-0 max-w-full items-center gap-1.5 rounded px-1 text-left hover:bg-idle-soft"
          onClick={() => toggle(event.id)}
        >
          <Show
            when={open().has(event.id)}
            fallback={<OpenIcon class="size-3.5 shrink-0 text-fg-3" aria-hidden="true" />}
          >
            <CloseIcon class="size-3.5 shrink-0 text-fg-3" aria-hidden="true" />
          </Show>
          <span class="truncate font-medium font-mono text-fg text-xs" title={event.action}>
            {event.action}
          </span>
        </button>
      ),
    },
    {
      label: 'Actor',
      cell: (event) => (
        <p class="truncate" title={event.actorEmail ?? undefined}>
          {event.actorEmail ?? <span class="text-fg-3">{event.actorUserId ? 'Unknown user' : 'Nobody signed in'}</span>}
          <Show when={event.actorApiKeyId}>
            <span class="text-fg-3 text-xs"> by API key</span>
          </Show>
        </p>
      ),
    },
    {
      label: 'Object',
      class: 'w-[23%]',
      cell: (event) => (
        <p class="truncate" title={objectOf(event)}>
          {objectOf(event)}
        </p>
      ),
    },
    { label: 'Outcome', class: 'w-28', aside: true, cell: (event) => <OutcomeChip outcome={event.outcome} /> },
    { label: 'Time', class: 'w-22', cell: (event) => <RelativeTime at={event.createdAt} /> },
  ];
  return (
    <RecordList
      label="Audit events"
      columns={columns}
      rows={props.rows}
      stale={props.stale}
      details={{
        isOpen: (event) => open().has(event.id),
        view: (event) => <EventDetailsView event={event} />,
      }}
    />
  );
}

/** "role Pilots", as far as the event says it. */
function objectOf({ entityType, details }: AuditEvent): string {
  const after = details?.after as { name?: unknown } | undefined;
  const host = entityType === 'host' ? [details?.host, details?.port].filter(Boolean).join(':') : undefined;
  const name = [details?.name, details?.email, after?.name, host].find((value) => typeof value === 'string');
  return [entityType?.replaceAll('_', ' '), name].filter(Boolean).join(' ') || '—';
}

const OUTCOME_CHIPS = {
  success: { tone: 'ok', icon: OkIcon, label: 'Success' },
  failure: { tone: 'bad', icon: FailedIcon, label: 'Failure' },
  denied: { tone: 'bad', icon: DeniedIcon, label: 'Denied' },
  started: { tone: 'idle', icon: StartedIcon, label: 'Started' },
} as const satisfies Record<AuditEvent['outcome'], object>;

function OutcomeChip(props: { outcome: AuditEvent['outcome'] }) {
  const chip = () => OUTCOME_CHIPS[props.outcome];
  return (
    <Chip tone={chip().tone} icon={chip().icon}>
      {chip().label}
    </Chip>
  );
}
