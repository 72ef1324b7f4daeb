import type { JSX, ParentProps } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import OkIcon from '~icons/lucide/circle-check';
import WaitIcon from '~icons/lucide/circle-dashed';
import BadIcon from '~icons/lucide/circle-x';
import WarnIcon from '~icons/lucide/triangle-alert';
import { cx } from '../lib/cx.ts';
import { localized } from '../lib/locale.ts';
import type { Outcome } from '../lib/stages.ts';
import { stageList } from '../locales/en.ts?stageList';
import type { Icon } from './ui/chip.tsx';

const t = localized('stageList', stageList);

const LOOKS: Record<Outcome, { box: string; text: string; icon: Icon }> = {
  success: { box: 'border-ok-mark/40 bg-ok-soft', text: 'text-ok', icon: OkIcon },
  failure: { box: 'border-bad-mark/40 bg-bad-soft', text: 'text-bad', icon: BadIcon },
  starting: { box: 'border-accent/40 bg-accent-soft', text: 'text-accent-fg', icon: WaitIcon },
};

/** What a test came to, in one line, with all that is to be said of it below. */
export function OutcomeBox(
  props: ParentProps<{ outcome: Outcome; headline: JSX.Element; class?: string | undefined }>,
) {
  const look = () => LOOKS[props.outcome];
  return (
    <div class={cx('flex flex-col gap-1 rounded-lg border p-3 text-fg-2 text-xs', look().box, props.class)}>
      <p class={cx('flex gap-2 font-medium text-ui', look().text)}>
        <Dynamic component={look().icon} class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
        <span class="min-w-0 break-words">{props.headline}</span>
      </p>
      {props.children}
    </div>
  );
}

/** What went well, and should not stay as it is. */
export function WarningLine(props: { text: string }) {
  return (
    <p class="flex gap-1.5 text-warn">
      <WarnIcon class="mt-0.5 size-3.5 shrink-0" role="img" aria-label={t().warning} />
      <span class="min-w-0 break-words">{props.text}</span>
    </p>
  );
}
