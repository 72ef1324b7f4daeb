import { For, Show } from 'solid-js';
import { cx } from '../../../lib/cx.ts';
import { t } from './texts.ts';

/** Tags in the order that they were given; those for which there is no room are told by their number. */
export function TagList(props: { tags: readonly string[]; most?: number; isLine?: boolean }) {
  const shown = () => props.tags.slice(0, props.most ?? props.tags.length);
  const rest = () => props.tags.slice(shown().length);
  return (
    <Show when={props.tags.length > 0}>
      <ul
        class={cx('flex min-w-0 gap-1', props.isLine ? 'overflow-hidden' : 'flex-wrap')}
        aria-label={t().tags}
        title={props.tags.join(', ')}
      >
        <For each={shown()}>
          {(tag) => (
            <li
              class={cx(
                'max-w-full truncate rounded bg-idle-soft px-1.5 font-mono text-2xs text-fg-2 leading-5',
                props.isLine && 'shrink-0',
              )}
            >
              {tag}
            </li>
          )}
        </For>
        <Show when={rest().length > 0}>
          <li class="px-1 text-2xs text-fg-3 leading-5">{`+${rest().length}`}</li>
        </Show>
      </ul>
    </Show>
  );
}
