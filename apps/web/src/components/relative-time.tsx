import { Show } from 'solid-js';
import { now } from '../lib/clock.ts';
import { dateTime, timeOf } from '../lib/format.ts';

/** "5m ago", with the exact time as tooltip and for machines. */
export function RelativeTime(props: { at: string | null; class?: string }) {
  return (
    <Show when={props.at} fallback={<span class={props.class}>{timeOf(null)}</span>}>
      {(at) => (
        <time datetime={at()} title={dateTime(at())} class={props.class}>
          {timeOf(at(), Math.max(now(), Date.parse(at())))}
        </time>
      )}
    </Show>
  );
}
