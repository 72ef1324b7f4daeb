import type { AuditEvent } from '@portolan/contract';
import { For, type JSX, Show } from 'solid-js';
import { dateTime } from '../../lib/format.ts';
import { readDetails } from './event-details.ts';

/** Everything that is known of an event. */
export function EventDetailsView(props: { event: AuditEvent }) {
  const details = () => readDetails(props.event.details);
  const facts = (): [string, string | null][] => [
    ['Time', dateTime(props.event.createdAt)],
    ['Place in the log', props.event.seq === null ? null : `#${props.event.seq}`],
    ['Actor', props.event.actorUserId],
    ['API key', props.event.actorApiKeyId],
    ['Object', props.event.entityId],
    ['Address', props.event.address],
    ['Request', props.event.requestId],
    ['Event', props.event.id],
  ];
  return (
    <div class="flex flex-col gap-4 text-xs">
      <Show when={details().changes.length > 0}>
        <div class="overflow-x-auto rounded-md border border-line bg-surface">
          <table class="w-full text-left">
            <caption class="sr-only">Changes</caption>
            <thead class="text-fg-3">
              <tr>
                <th scope="col" class="px-3 py-1.5 font-medium">
                  Changed
                </th>
                <th scope="col" class="px-3 py-1.5 font-medium">
                  Before
                </th>
                <th scope="col" class="px-3 py-1.5 font-medium">
                  After
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={details().changes}>
                {(change) => (
                  <tr class="border-line border-t align-top">
                    <th scope="row" class="px-3 py-1.5 font-mono font-normal">
                      {change.name}
                    </th>
                    <td class="break-words px-3 py-1.5 text-bad">{change.before}</td>
                    <td class="break-words px-3 py-1.5 text-ok">{change.after}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Show>
      <dl class="grid gap-x-6 gap-y-1 md:grid-cols-2">
        <For each={details().notes}>{(note) => <Fact name={note.name}>{note.value}</Fact>}</For>
        <For each={facts().filter(([, value]) => value !== null)}>
          {([name, value]) => <Fact name={name}>{value}</Fact>}
        </For>
      </dl>
    </div>
  );
}

function Fact(props: { name: string; children: JSX.Element }) {
  return (
    <div class="flex min-w-0 gap-3">
      <dt class="w-24 shrink-0 text-fg-3">{props.name}</dt>
      <dd class="min-w-0 break-words font-mono text-fg-2">{props.children}</dd>
    </div>
  );
}
