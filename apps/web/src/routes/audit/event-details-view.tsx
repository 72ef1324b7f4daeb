import type { AuditEvent } from '@portolan/contract';
import { A, useLocation } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import { cx } from '../../lib/cx.ts';
import { dateTime } from '../../lib/format.ts';
import { type Change, type ChangeLine, readDetails } from './event-details.ts';
import type { Names } from './sentence.ts';
import { detailTexts as t } from './texts.ts';

/** Everything that is known of an event: what it changed as a diff, then the rest. */
export function EventDetailsView(props: { event: AuditEvent; started: AuditEvent | undefined; names: Names }) {
  const location = useLocation();
  const details = () => readDetails(props.event.details, props.names);
  const facts = (): [string, string | null][] => [
    [t().time, dateTime(props.event.createdAt)],
    [t().place, props.event.seq === null ? null : `#${props.event.seq}`],
    [t().actor, props.event.actorEmail ?? props.event.actorUserId],
    [t().key, props.event.actorApiKeyId],
    [t().object, props.event.entityId],
    [t().address, props.event.address],
    [t().request, props.event.requestId],
    [t().event, props.event.id],
    [t().began, props.started ? dateTime(props.started.createdAt) : null],
    [t().beganPlace, typeof props.started?.seq === 'number' ? `#${props.started.seq}` : null],
    [t().beganEvent, props.started?.id ?? null],
  ];
  return (
    <div class="flex flex-col gap-4 text-xs">
      <Show when={details().changes.length > 0}>
        <ul aria-label={t().changes} class="overflow-hidden rounded-md border border-line bg-surface">
          <For each={details().changes}>{(change) => <ChangeItem change={change} />}</For>
        </ul>
      </Show>
      <dl class="grid gap-x-6 gap-y-1 md:grid-cols-2">
        <For each={details().notes}>{(note) => <Fact name={note.name}>{note.value}</Fact>}</For>
        <For each={facts().filter(([, value]) => value !== null)}>
          {([name, value]) => <Fact name={name}>{value}</Fact>}
        </For>
      </dl>
      <Show when={props.event.entityId}>
        {(id) => (
          <A class="self-start text-accent-fg hover:underline" href={`${location.pathname}?object=${id()}`}>
            {t().ofObject}
          </A>
        )}
      </Show>
    </div>
  );
}

function ChangeItem(props: { change: Change }) {
  return (
    <li class="border-line border-t first:border-t-0">
      <p class="px-3 pt-1.5 pb-1 text-fg-3">{props.change.name}</p>
      <ul class="pb-1 font-mono">
        <For each={props.change.lines}>{(line) => <Line line={line} />}</For>
      </ul>
    </li>
  );
}

const SIGNS = {
  minus: { sign: '−', class: 'bg-bad-soft text-bad' },
  plus: { sign: '+', class: 'bg-ok-soft text-ok' },
};

function Line(props: { line: ChangeLine }) {
  const look = () => SIGNS[props.line.sign];
  return (
    <li class={cx('flex gap-2 px-3 py-0.5', look().class)}>
      <span aria-hidden="true">{look().sign}</span>
      <span class="min-w-0 break-words">
        <span class="sr-only">{props.line.sign === 'minus' ? t().before : t().after}</span>
        {props.line.text}
      </span>
    </li>
  );
}

function Fact(props: { name: string; children: JSX.Element }) {
  return (
    <div class="flex min-w-0 gap-3">
      <dt class="w-36 shrink-0 text-fg-3">{props.name}</dt>
      <dd class="min-w-0 break-words font-mono text-fg-2">{props.children}</dd>
    </div>
  );
}
