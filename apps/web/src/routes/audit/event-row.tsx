import type { AuditEvent } from '@portolan/contract';
import { createUniqueId, Show } from 'solid-js';
import CloseIcon from '~icons/lucide/chevron-down';
import OpenIcon from '~icons/lucide/chevron-right';
import ServerIcon from '~icons/lucide/server';
import { Chip } from '../../components/ui/chip.tsx';
import { clockTime, dateTime } from '../../lib/format.ts';
import { initials } from '../../lib/initials.ts';
import { EventDetailsView } from './event-details-view.tsx';
import { EventSentence } from './event-sentence.tsx';
import { lookOf } from './outcome.ts';
import { type Names, sentenceOf, sentenceText } from './sentence.ts';
import { t } from './texts.ts';

interface EventRowProps {
  event: AuditEvent;
  /** That it was begun, where this tells how it ended. */
  started: AuditEvent | undefined;
  names: Names;
  open: boolean;
  onToggle(): void;
}

/** One event: who, in a sentence, how it ended and when; below it all that is known, once it is open. */
export function EventRow(props: EventRowProps) {
  const id = createUniqueId();
  const sentence = () => sentenceText(sentenceOf(props.event, props.names));
  const actor = () => sentenceOf(props.event, props.names)[0]?.text ?? '';
  return (
    <li class="border-line border-t first:border-t-0">
      <div class="flex min-w-0 items-start gap-2.5 px-2.5 py-2 max-sm:flex-wrap hover:bg-sunken has-focus-visible:bg-sunken">
        <button
          type="button"
          aria-expanded={props.open}
          aria-controls={id}
          aria-label={t().detailsOf(sentence())}
          class="mt-0.5 grid size-6 shrink-0 place-items-center rounded text-fg-3 hover:bg-idle-soft hover:text-fg"
          onClick={() => props.onToggle()}
        >
          <Show when={props.open} fallback={<OpenIcon class="size-3.5" aria-hidden="true" />}>
            <CloseIcon class="size-3.5" aria-hidden="true" />
          </Show>
        </button>
        <Avatar event={props.event} name={actor()} />
        <div class="flex min-w-0 flex-1 flex-col gap-0.5">
          <p class="min-w-0 break-words text-fg-2">
            <EventSentence event={props.event} names={props.names} />
            <Show when={props.event.actorApiKeyId}>
              {(key) => <span class="text-fg-3"> {byKey(props.names[key()])}</span>}
            </Show>
          </p>
          <p class="flex min-w-0 flex-wrap items-center gap-x-2 text-fg-3 text-xs">
            <code class="break-all font-mono">{props.event.action}</code>
            <Refusal event={props.event} />
          </p>
        </div>
        <div class="flex shrink-0 items-center gap-3 max-sm:basis-full max-sm:justify-between max-sm:pl-8.5">
          <Chip tone={lookOf(props.event).tone} icon={lookOf(props.event).icon}>
            {t().outcomes[props.event.outcome]}
          </Chip>
          <time
            class="w-10 text-right text-fg-3 text-xs tabular-nums"
            datetime={props.event.createdAt}
            title={dateTime(props.event.createdAt)}
          >
            {timeOfDay(props.event.createdAt)}
          </time>
        </div>
      </div>
      <div id={id} class="border-line border-t bg-sunken px-3 py-3 md:pl-18" hidden={!props.open}>
        <Show when={props.open}>
          <EventDetailsView event={props.event} started={props.started} names={props.names} />
        </Show>
      </div>
    </li>
  );
}

const byKey = (name: string | undefined) => (name === undefined ? t().byTheirKey : t().byKey(name));

/** The day stands above. */
function timeOfDay(iso: string): string {
  const time = Date.parse(iso);
  return clockTime(time, time);
}

function Avatar(props: { event: AuditEvent; name: string }) {
  return (
    <span
      class="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full bg-idle-soft font-medium text-2xs text-fg-2 max-sm:hidden"
      aria-hidden="true"
    >
      <Show when={props.event.actorUserId} fallback={<ServerIcon class="size-3.5" />}>
        {initials(props.name)}
      </Show>
    </span>
  );
}

/** Why it was refused, in the words that the caller got. */
function Refusal(props: { event: AuditEvent }) {
  const message = () => props.event.outcome === 'denied' && props.event.details?.message;
  return <Show when={message()}>{(text) => <span class="min-w-0 break-words">{String(text())}</span>}</Show>;
}
