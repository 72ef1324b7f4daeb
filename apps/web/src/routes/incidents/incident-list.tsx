import type { Incident } from '@portolan/contract';
import { Show } from 'solid-js';
import ChevronIcon from '~icons/lucide/chevron-right';
import { type Column, RecordList } from '../../components/record-list.tsx';
import { cx } from '../../lib/cx.ts';
import { AcknowledgeButton } from './acknowledge-button.tsx';
import { IncidentDetails } from './incident-details.tsx';
import { IncidentStatusChip } from './incident-status.tsx';
import { causeText, durationOf, incidentTitle, spanText } from './incident-text.ts';
import { IncidentTimes } from './incident-times.tsx';
import { t } from './texts.ts';
import { titleId } from './title-id.ts';
import { words } from './words.ts';

interface IncidentListProps {
  rows: Incident[] | undefined;
  stale: boolean;
  /** The id of the one that is open. */
  open: string;
  onOpen(id: string): void;
}

export function IncidentList(props: IncidentListProps) {
  const columns = (): Column<Incident>[] => [
    {
      label: t().heads.incident,
      bare: true,
      cell: (incident) => (
        <IncidentName
          incident={incident}
          open={props.open === incident.id}
          onToggle={() => props.onOpen(props.open === incident.id ? '' : incident.id)}
        />
      ),
    },
    {
      label: t().heads.status,
      class: 'w-36',
      bare: true,
      aside: true,
      cell: (incident) => <IncidentStatusChip status={incident.status} />,
    },
    {
      label: t().heads.time,
      class: 'w-[23%]',
      bare: true,
      cell: (incident) => (
        <>
          <IncidentTimes incident={incident} text={spanText(incident)} class="text-fg-2" />
          <p class="text-fg-3 text-xs">{durationOf(incident)}</p>
        </>
      ),
    },
    {
      label: t().heads.team,
      class: 'w-[16%]',
      cell: (incident) => <Show when={incident.team}>{(team) => words().teams[team()]}</Show>,
    },
  ];
  return (
    <RecordList
      label={t().list}
      columns={columns()}
      rows={props.rows}
      stale={props.stale}
      actionsClass="w-36"
      actionsBelow
      actions={(incident) => <AcknowledgeButton incident={incident} />}
      details={{
        isOpen: ({ id }) => id === props.open,
        view: (incident) => <IncidentDetails incident={incident} />,
      }}
    />
  );
}

function IncidentName(props: { incident: Incident; open: boolean; onToggle(): void }) {
  return (
    <div class="min-w-0">
      <button
        id={titleId(props.incident.id)}
        type="button"
        aria-expanded={props.open}
        class="flex min-h-6 max-w-full items-center gap-1.5 text-left font-medium text-fg hover:underline"
        onClick={() => props.onToggle()}
      >
        <ChevronIcon
          class={cx('size-3.5 shrink-0 text-fg-3 transition-transform', props.open && 'rotate-90')}
          aria-hidden="true"
        />
        <span class="wrap-anywhere">{incidentTitle(props.incident)}</span>
      </button>
      <p class="wrap-anywhere pl-5 text-fg-3 text-xs">{causeText(props.incident)}</p>
    </div>
  );
}
