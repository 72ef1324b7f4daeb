import { Show } from 'solid-js';
import { now } from '../lib/clock.ts';
import { cx } from '../lib/cx.ts';
import { dateTime, timeOf } from '../lib/format.ts';
import { timeChoice } from '../lib/time-choice.ts';

/** "5 min. ago", with the exact time as tooltip and for machines. */
export function RelativeTime(props: { at: string | null; class?: string }) {
  // A date with its time may take two lines.
  const look = () => cx(timeChoice().times === 'relative' && 'whitespace-nowrap', props.class);
  return (
    <Show when={props.at} fallback={<span class={look()}>{timeOf(null)}</span>}>
      {(at) => (
        <time datetime={at()} title={dateTime(at())} class={look()}>
          {timeOf(at(), Math.max(now(), Date.parse(at())))}
        </time>
      )}
    </Show>
  );
}
