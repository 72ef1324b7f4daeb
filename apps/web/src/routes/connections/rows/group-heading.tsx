import { Show } from 'solid-js';
import { countOf } from '../../../lib/format.ts';
import { EnvironmentChip } from '../order/environment-chip.tsx';
import type { Heading } from './group-rows.ts';

/** What the rows below have in common, and how many there are of them on all pages. */
export function GroupHeading(props: { heading: Heading }) {
  return (
    <span class="flex items-center gap-2">
      <Show
        when={props.heading.environment}
        fallback={
          <span class={props.heading.tag === null ? 'text-fg-3' : 'truncate font-mono text-xs'}>
            {props.heading.tag ?? 'No tags'}
          </span>
        }
      >
        {(environment) => <EnvironmentChip environment={environment()} />}
      </Show>
      <span class="font-normal text-fg-3 text-xs tabular-nums">{countOf(props.heading.count, 'connection')}</span>
    </span>
  );
}
