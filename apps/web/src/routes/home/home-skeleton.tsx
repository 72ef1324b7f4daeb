import { For } from 'solid-js';
import { t } from './texts.ts';

export function HomeSkeleton() {
  return (
    <div class="mt-4 flex flex-col gap-4" role="status" aria-label={t().loading}>
      <div class="grid grid-cols-2 gap-2 md:grid-cols-4">
        <For each={Array.from({ length: 4 })}>{() => <div class="skeleton h-16 rounded-lg" />}</For>
      </div>
      <div class="skeleton h-40 rounded-lg" />
    </div>
  );
}
