import type { VmLogLevel, VmLogLine } from '@portolan/contract';
import { cx } from '../../../lib/cx.ts';
import { dateTimeInList } from '../../../lib/format.ts';

const TONES: Record<VmLogLevel, string> = {
  DEBUG: 'text-fg-3',
  INFO: 'text-fg-2',
  WARN: 'text-warn',
  ERROR: 'text-bad',
};

/** When, how grave, and what; the words are those of the machine. */
export function LogLine(props: { line: VmLogLine }) {
  return (
    <li class="flex flex-wrap gap-x-3 font-mono text-xs leading-5">
      <time class="shrink-0 text-fg-3 tabular-nums" datetime={props.line.timestamp}>
        {dateTimeInList(props.line.timestamp)}
      </time>
      <span class={cx('w-11 shrink-0', TONES[props.line.level])}>{props.line.level}</span>
      <span class="wrap-anywhere min-w-0 flex-1 basis-72 whitespace-pre-wrap text-fg">{props.line.message}</span>
    </li>
  );
}
