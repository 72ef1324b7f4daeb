import type { RefreshProgress } from '@portolan/contract';
import { createEffect } from 'solid-js';
import { t } from '../texts.ts';
import { progressShare, progressText } from './progress-text.ts';

/** How far a refresh is; without a number as long as the number of tables is not known. */
export function RefreshProgressBar(props: { progress: RefreshProgress | null }) {
  let fill!: HTMLDivElement;
  createEffect(() => {
    fill.style.width = `${(progressShare(props.progress) ?? 0) * 100}%`;
  });
  const total = () => props.progress?.tablesTotal ?? null;
  return (
    <div class="flex items-center gap-2">
      <div
        role="progressbar"
        tabIndex={-1}
        aria-label={t().reading}
        aria-valuemin={0}
        aria-valuemax={total() ?? undefined}
        aria-valuenow={total() === null ? undefined : (props.progress?.tablesRead ?? 0)}
        aria-valuetext={progressText(props.progress)}
        class="h-1.5 w-32 overflow-hidden rounded-full bg-idle-soft"
      >
        <div ref={fill} class="h-full rounded-full bg-accent" />
      </div>
      <span class="whitespace-nowrap text-fg-2 tabular-nums">{progressText(props.progress)}</span>
    </div>
  );
}
