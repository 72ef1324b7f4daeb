import type { Change } from '@portolan/contract';
import { cx } from '../../../lib/cx.ts';
import { SIGNS } from './diff-signs.ts';
import { t } from './diff-texts.ts';

export function DiffSign(props: { kind: Change['kind'] }) {
  const look = () => SIGNS[props.kind];
  const word = () => t().kinds[props.kind];
  return (
    <span
      class={cx('grid size-5 shrink-0 place-items-center rounded font-medium font-mono text-xs', look().look)}
      title={word()}
    >
      <span aria-hidden="true">{look().sign}</span>
      <span class="sr-only">{word()}: </span>
    </span>
  );
}

/** One line of a diff: what was there, or what is. */
export function DiffLine(props: { kind: 'added' | 'removed'; word: string; text: string }) {
  const look = () => SIGNS[props.kind];
  return (
    <span class={cx('flex min-w-0 gap-2 rounded px-2 py-0.5 font-mono', look().look)}>
      <span aria-hidden="true">{look().sign}</span>
      <span class="min-w-0 wrap-anywhere">
        <span class="sr-only">{props.word} </span>
        {props.text}
      </span>
    </span>
  );
}
