import { Dialog as KobalteDialog } from '@kobalte/core/dialog';
import { type JSX, type ParentProps, Show } from 'solid-js';
import CloseIcon from '~icons/lucide/x';
import { cx } from '../../lib/cx.ts';
import { localized } from '../../lib/locale.ts';
import { clearPlainToasts } from '../../lib/toasts.ts';
import { dialogs } from '../../locales/en.ts?dialogs';
import { restoreFocus } from './restore-focus.ts';

const t = localized('dialogs', dialogs);

type DialogProps = ParentProps<{
  title: string;
  description?: JSX.Element;
  class?: string;
  /** Selector of the control that gets the focus first. */
  initialFocus?: string;
  onClose(): void;
}>;

/** A modal dialog that is open as long as it is mounted. Escape, the scrim and the cross ask `onClose`. */
export function Dialog(props: DialogProps) {
  restoreFocus();
  clearPlainToasts();
  const focusFirst = (event: Event) => {
    const content = event.currentTarget;
    if (!props.initialFocus || !(content instanceof HTMLElement)) return;
    const first = content.querySelector<HTMLElement>(props.initialFocus);
    if (!first) return;
    event.preventDefault();
    first.focus();
  };
  return (
    <KobalteDialog open onOpenChange={(open) => !open && props.onClose()} preventScroll>
      <KobalteDialog.Portal>
        <KobalteDialog.Overlay class="anim-fade fixed inset-0 z-40 bg-scrim" />
        <div class="fixed inset-x-0 top-(--notice) bottom-0 z-50 grid place-items-center p-4 max-md:place-items-end max-md:p-0">
          <KobalteDialog.Content
            onOpenAutoFocus={focusFirst}
            class={cx(
              'anim-pop flex max-h-[min(48rem,calc(100dvh-2rem-var(--notice)))] w-full flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-pop max-md:max-h-[calc(94dvh-var(--notice))] max-md:max-w-none max-md:rounded-b-none dark:bg-raised',
              props.class ?? 'max-w-2xl',
            )}
          >
            <header class="flex items-start gap-3 border-line border-b px-5 py-4">
              <div class="min-w-0 flex-1">
                <KobalteDialog.Title class="font-semibold text-base">{props.title}</KobalteDialog.Title>
                <Show when={props.description}>
                  <KobalteDialog.Description class="text-fg-3">{props.description}</KobalteDialog.Description>
                </Show>
              </div>
              <KobalteDialog.CloseButton
                class="-mr-1 grid size-8 place-items-center rounded-md text-fg-3 hover:bg-idle-soft hover:text-fg"
                aria-label={t().close}
              >
                <CloseIcon class="size-4" aria-hidden="true" />
              </KobalteDialog.CloseButton>
            </header>
            {props.children}
          </KobalteDialog.Content>
        </div>
      </KobalteDialog.Portal>
    </KobalteDialog>
  );
}
