import type { HealthStatus } from '@portolan/contract';
import type { ComponentProps, JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import WellIcon from '~icons/lucide/circle-check';
import UnknownIcon from '~icons/lucide/circle-dashed';
import DownIcon from '~icons/lucide/circle-x';
import DegradedIcon from '~icons/lucide/triangle-alert';
import { cx } from '../../lib/cx.ts';

type Icon = (props: ComponentProps<'svg'>) => JSX.Element;
const LOOKS: Record<HealthStatus, { tone: string; icon: Icon }> = {
  healthy: { tone: 'text-ok-mark', icon: WellIcon },
  degraded: { tone: 'text-warn-mark', icon: DegradedIcon },
  unreachable: { tone: 'text-bad-mark', icon: DownIcon },
  unknown: { tone: 'text-fg-3', icon: UnknownIcon },
};

/** The mark of a status, each of a shape of its own. Its word stands beside it. */
export function HealthMark(props: { status: HealthStatus; class?: string }) {
  return (
    <Dynamic
      component={LOOKS[props.status].icon}
      class={cx('shrink-0', LOOKS[props.status].tone, props.class ?? 'size-3.5')}
      aria-hidden="true"
    />
  );
}
