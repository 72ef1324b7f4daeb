import { Show } from 'solid-js';
import { now } from '../lib/clock.ts';
import { cx } from '../lib/cx.ts';
import { dateTime, timeAgo } from '../lib/format.ts';

/** "in 6 days" or "2 days ago", with the exact time as tooltip and for machines; "never" without one. */
export function TimeUntil(props: { at: string | null; class?: string }) {
  return (
    <Show when={props.at} fallback={<span class={props.class}>{timeAgo(null)}</span>}>
      {(at) => (
        <time datetime={at()} title={dateTime(at())} class={cx('whitespace-nowrap', props.class)}>
          {timeAgo(at(), now())}
        </time>
      )}
    </Show>
  );
}
