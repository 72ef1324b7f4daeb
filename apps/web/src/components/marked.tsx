import { Show } from 'solid-js';

/** A text with the part that was looked for in it marked. */
export function Marked(props: { text: string; part: string }) {
  const at = () => (props.part.trim() ? props.text.toLowerCase().indexOf(props.part.trim().toLowerCase()) : -1);
  const end = () => at() + props.part.trim().length;
  return (
    <Show when={at() >= 0} fallback={props.text}>
      {props.text.slice(0, at())}
      <mark class="rounded-md bg-warn-soft text-warn">{props.text.slice(at(), end())}</mark>
      {props.text.slice(end())}
    </Show>
  );
}
