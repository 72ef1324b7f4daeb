import { Show } from 'solid-js';
import { EnvironmentChip } from '../order/environment-chip.tsx';
import type { Heading } from './group-rows.ts';
import { t } from './texts.ts';

/** What the rows below have in common, and how many there are of them on all pages. */
export function GroupHeading(props: { heading: Heading }) {
  return (
    <span class="flex items-center gap-2">
      <Show
        when={props.heading.environment}
        fallback={
          <span class={props.heading.tag === null ? 'text-fg-3' : 'truncate font-mono text-xs'}>
            {props.heading.tag ?? t().untagged}
          </span>
        }
      >
        {(environment) => <EnvironmentChip environment={environment()} />}
      </Show>
      <span class="font-normal text-fg-3 text-xs tabular-nums">{t().count(props.heading.count)}</span>
    </span>
  );
}
