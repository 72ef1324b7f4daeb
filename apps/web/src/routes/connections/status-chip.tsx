import type { ConnectionStatus } from '@portolan/contract';
import type { ComponentProps, JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import OkIcon from '~icons/lucide/circle-check';
import IdleIcon from '~icons/lucide/circle-dashed';
import BadIcon from '~icons/lucide/circle-x';
import { Spinner } from '../../components/ui/spinner.tsx';
import { cx } from '../../lib/cx.ts';
import { statusLabel } from './status.ts';
import { t } from './status-texts.ts';

type Icon = (props: ComponentProps<'svg'>) => JSX.Element;
const LOOKS: Record<ConnectionStatus, { class: string; icon: Icon }> = {
  untested: { class: 'bg-idle-soft text-fg-2', icon: IdleIcon },
  connected: { class: 'bg-ok-soft text-ok', icon: OkIcon },
  failed: { class: 'bg-bad-soft text-bad', icon: BadIcon },
};
const shape = 'inline-flex h-5.5 items-center gap-1 whitespace-nowrap rounded-full px-2 font-medium text-xs';

/** Status by icon and text, never by colour alone. */
export function StatusChip(props: { status: ConnectionStatus }) {
  return (
    <span class={cx(shape, LOOKS[props.status].class)}>
      <Dynamic component={LOOKS[props.status].icon} class="size-3.5" aria-hidden="true" />
      {statusLabel(props.status)}
    </span>
  );
}

export function TestingChip() {
  return (
    <span class={cx(shape, 'bg-accent-soft text-accent-fg')}>
      <Spinner />
      {t().testing}
    </span>
  );
}

/** A warehouse that is woken up: neither connected nor failed. */
export function StartingChip() {
  return (
    <span class={cx(shape, 'bg-accent-soft text-accent-fg')}>
      <IdleIcon class="size-3.5" aria-hidden="true" />
      {t().starting}
    </span>
  );
}
