import type { Connection } from '@portolan/contract';
import { createMemo, Show } from 'solid-js';
import { HealthMark } from '../../../components/health/health-mark.tsx';
import { HealthStrip } from '../../../components/health/health-strip.tsx';
import { healthName } from '../../../components/health/health-words.ts';
import { untilNow } from '../../../components/health/until-now.ts';
import { now } from '../../../lib/clock.ts';
import { cx } from '../../../lib/cx.ts';
import { dateTime } from '../../../lib/format.ts';
import { lasting } from '../../../lib/lasting.ts';
import { percentage } from '../../../lib/shares.ts';
import { useListLook } from '../rows/list-look.ts';
import { dayLabel, stretchOfDay } from './day-texts.ts';
import { t } from './texts.ts';

interface HealthCellProps {
  connection: Connection;
  /** Half as high: the status and its last day in one line. */
  isCompact?: boolean | undefined;
}

/** How a connection is and since when, and how its last 24 hours were. */
export default function HealthCell(props: HealthCellProps) {
  const { stripOf } = useListLook();
  const health = () => props.connection.health;
  const strip = createMemo(() => {
    const known = stripOf(props.connection.id);
    return known && { ...known, steps: untilNow(known.steps, health().status) };
  });
  const since = () => {
    const { since: at } = health();
    return at ? t().since(dateTime(at)) : undefined;
  };
  return (
    <div class={cx('flex h-8 min-w-0', props.isCompact ? 'items-center gap-2' : 'flex-col justify-between')}>
      {/* A time that finds no room beside the word wraps out of sight. */}
      <p
        title={since()}
        class={cx('flex h-4 min-w-0 gap-1 overflow-hidden text-xs leading-4', !props.isCompact && 'flex-wrap')}
      >
        <span class="flex min-w-0 items-center gap-1">
          <HealthMark status={health().status} />
          <span class={cx('truncate font-medium text-fg-2', props.isCompact && 'sr-only')}>
            {healthName(health().status)}
          </span>
        </span>
        <Show when={!props.isCompact && health().since}>
          {(at) => (
            <time datetime={at()} class="ml-auto shrink-0 text-2xs text-fg-3 tabular-nums">
              {lasting((now() - Date.parse(at())) / 1_000)}
            </time>
          )}
        </Show>
      </p>
      <div class={cx('flex h-3 items-center justify-between gap-2', props.isCompact && 'min-w-0 flex-1')}>
        <Show when={strip()} fallback={<span />}>
          {(known) => (
            <HealthStrip
              steps={known().steps}
              label={dayLabel(known())}
              titleOf={(run) => stretchOfDay(known(), run)}
              isDense
              class="h-3 min-w-0 flex-1"
            />
          )}
        </Show>
        <span class="w-12 shrink-0 text-right text-2xs text-fg-2 tabular-nums" title={t().uptime}>
          <span class="sr-only">{t().uptime} </span>
          {percentage(health().uptime24h)}
        </span>
      </div>
    </div>
  );
}
