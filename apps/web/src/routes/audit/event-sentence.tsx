import type { AuditEvent } from '@portolan/contract';
import { A } from '@solidjs/router';
import { For, Match, Show, Switch } from 'solid-js';
import { objectHref } from './object-href.ts';
import { type Names, type Part, sentenceOf } from './sentence.ts';

/** An event as a sentence: who acted stands out, and the object is a link to where it is shown. */
export function EventSentence(props: { event: AuditEvent; names: Names }) {
  return (
    <For each={sentenceOf(props.event, props.names)}>{(part) => <SentencePart part={part} event={props.event} />}</For>
  );
}

function SentencePart(props: { part: Part; event: AuditEvent }) {
  const strong = () => <span class="break-words font-medium text-fg">{props.part.text}</span>;
  return (
    <Switch fallback={props.part.text}>
      <Match when={props.part.kind === 'object'}>
        <Show when={objectHref(props.event, props.part.text)} fallback={strong()}>
          {(href) => (
            <A
              href={href()}
              class="-my-0.5 inline-block min-w-6 max-w-full break-words py-0.5 font-medium text-accent-fg underline-offset-2 hover:underline"
            >
              {props.part.text}
            </A>
          )}
        </Show>
      </Match>
      <Match when={props.part.kind !== 'text'}>{strong()}</Match>
    </Switch>
  );
}
