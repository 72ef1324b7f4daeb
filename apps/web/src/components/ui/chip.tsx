import type { ComponentProps, JSX, ParentProps } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { cx } from '../../lib/cx.ts';

const tones = {
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  idle: 'bg-idle-soft text-fg-2',
  accent: 'bg-accent-soft text-accent-fg',
};
export type Tone = keyof typeof tones;
export type Icon = (props: ComponentProps<'svg'>) => JSX.Element;

/** A small label. With a state it carries an icon too, never colour alone. */
export function Chip(props: ParentProps<{ tone?: Tone; icon?: Icon | undefined; class?: string; title?: string }>) {
  return (
    <span
      title={props.title}
      class={cx(
        'inline-flex h-5.5 min-w-0 max-w-full items-center gap-1 rounded-full px-2 font-medium text-xs',
        tones[props.tone ?? 'idle'],
        props.class,
      )}
    >
      {props.icon && <Dynamic component={props.icon} class="size-3.5 shrink-0" aria-hidden="true" />}
      <span class="self-baseline truncate leading-5.5">{props.children}</span>
    </span>
  );
}
