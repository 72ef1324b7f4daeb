import type { AuditEvent } from '@portolan/contract';
import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js';
import { now } from '../../lib/clock.ts';
import { cx } from '../../lib/cx.ts';
import { byDay, type Day } from './days.ts';
import { EventRow } from './event-row.tsx';
import { foldStarted } from './fold-started.ts';
import type { Names } from './sentence.ts';

interface EventListProps {
  rows: AuditEvent[] | undefined;
  names: Names;
  stale: boolean;
}

/** Events under their days, newest first; each opens to all that is known of it. */
export function EventList(props: EventListProps) {
  const [open, setOpen] = createSignal<ReadonlySet<string>>(new Set());
  const folded = createMemo(() => props.rows && foldStarted(props.rows));
  const toggle = (id: string) => {
    const next = new Set(open());
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return (
    <div class={cx('flex flex-col gap-4 transition-opacity', props.stale && 'opacity-60')} aria-busy={props.stale}>
      <Show when={folded()} fallback={<Skeleton />}>
        {(events) => (
          <For each={byDay(events().shown, now())}>
            {(day) => (
              <DayOfEvents
                day={day}
                startedOf={events().startedOf}
                names={props.names}
                open={open()}
                onToggle={toggle}
              />
            )}
          </For>
        )}
      </Show>
    </div>
  );
}

interface DayOfEventsProps {
  day: Day<AuditEvent>;
  startedOf: ReadonlyMap<string, AuditEvent>;
  names: Names;
  open: ReadonlySet<string>;
  onToggle(id: string): void;
}

function DayOfEvents(props: DayOfEventsProps) {
  const id = createUniqueId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} class="mb-1.5 font-medium text-fg-2 text-xs">
        {props.day.heading}
      </h2>
      <ol class="overflow-hidden rounded-lg border border-line bg-surface">
        <For each={props.day.events}>
          {(event) => (
            <EventRow
              event={event}
              started={props.startedOf.get(event.id)}
              names={props.names}
              open={props.open.has(event.id)}
              onToggle={() => props.onToggle(event.id)}
            />
          )}
        </For>
      </ol>
    </section>
  );
}

function Skeleton() {
  return (
    <div class="rounded-lg border border-line bg-surface" aria-busy="true">
      <For each={Array.from({ length: 8 })}>
        {() => (
          <div class="flex items-center gap-3 border-line border-t px-3 py-3 first:border-t-0">
            <div class="skeleton size-6 rounded-full" />
            <div class="skeleton h-4 flex-1" />
            <div class="skeleton h-4 w-16" />
          </div>
        )}
      </For>
    </div>
  );
}
