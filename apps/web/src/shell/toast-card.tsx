import { createEffect, Match, on, onCleanup, Show, Switch } from 'solid-js';
import OkIcon from '~icons/lucide/circle-check';
import BadIcon from '~icons/lucide/triangle-alert';
import CloseIcon from '~icons/lucide/x';
import { Spinner } from '../components/ui/spinner.tsx';
import { localized } from '../lib/locale.ts';
import { sentence } from '../lib/sentence.ts';
import { dismissToast, type Toast } from '../lib/toasts.ts';
import { toasts } from '../locales/en.ts?toasts';

const t = localized('toasts', toasts);

const LIFE_MS = { plain: 6000, action: 12_000, bad: 12_000 };

/** One message, with what can be done about it; it goes by itself unless somebody is reading it. */
export function ToastCard(props: { toast: Toast }) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const life = () => (props.toast.tone === 'bad' ? LIFE_MS.bad : props.toast.action ? LIFE_MS.action : LIFE_MS.plain);
  const start = () => {
    clearTimeout(timer);
    if (props.toast.tone === 'busy') return;
    timer = setTimeout(() => dismissToast(props.toast.id), life());
  };
  // Whoever reads or reaches for it gets all the time they need.
  const hold = () => clearTimeout(timer);
  createEffect(on(() => props.toast.tone, start));
  onCleanup(hold);
  return (
    <div
      role={props.toast.tone === 'bad' ? 'alert' : undefined}
      onPointerEnter={hold}
      onPointerLeave={start}
      onFocusIn={hold}
      onFocusOut={start}
      // A modal dialog takes the pointer away from everything else.
      class="anim-pop pointer-events-auto flex items-start gap-2.5 rounded-lg border border-line bg-raised p-3 shadow-pop"
    >
      <Switch fallback={<BadIcon class="mt-0.5 size-4 shrink-0 text-bad-mark" aria-hidden="true" />}>
        <Match when={props.toast.tone === 'ok'}>
          <OkIcon class="mt-0.5 size-4 shrink-0 text-ok-mark" aria-hidden="true" />
        </Match>
        <Match when={props.toast.tone === 'busy'}>
          <span class="grid size-5 shrink-0 place-items-center text-accent-fg">
            <Spinner />
          </span>
        </Match>
      </Switch>
      <div class="min-w-0 flex-1">
        <p class="break-words font-medium">{props.toast.title}</p>
        <Show when={props.toast.text}>{(text) => <p class="break-words text-fg-2 text-xs">{sentence(text())}</p>}</Show>
        <Show when={props.toast.progress}>
          {(progress) => (
            // Not read out at every step: the end is.
            <div class="mt-1.5 flex items-center gap-2" aria-live="off">
              <progress
                class="progress"
                aria-label={props.toast.title}
                value={progress().done}
                max={progress().total}
              />
              <span class="shrink-0 text-fg-3 text-xs tabular-nums">
                {progress().done} / {progress().total}
              </span>
            </div>
          )}
        </Show>
      </div>
      <Show when={props.toast.action}>
        {(action) => (
          <button
            type="button"
            class="h-6 rounded px-1.5 font-medium text-accent-fg hover:bg-accent-soft"
            onClick={() => {
              const { keeps, run } = action();
              if (!keeps) dismissToast(props.toast.id);
              run();
            }}
          >
            {action().label}
          </button>
        )}
      </Show>
      <button
        type="button"
        class="grid size-6 shrink-0 place-items-center rounded text-fg-3 hover:bg-idle-soft"
        aria-label={t().dismiss}
        onClick={() => dismissToast(props.toast.id)}
      >
        <CloseIcon class="size-3.5" aria-hidden="true" />
      </button>
    </div>
  );
}
