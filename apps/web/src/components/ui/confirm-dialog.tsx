import { Dialog as KobalteDialog } from '@kobalte/core/dialog';
import { createSignal, type JSX, type ParentProps } from 'solid-js';
import { localized } from '../../lib/locale.ts';
import { clearPlainToasts } from '../../lib/toasts.ts';
import { dialogs } from '../../locales/en.ts?dialogs';
import { Button } from './button.tsx';
import { restoreFocus } from './restore-focus.ts';

const t = localized('dialogs', dialogs);

interface ConfirmDialogProps {
  title: string;
  description: JSX.Element;
  action: string;
  /** Whether what was asked for beside the question is there; there is nothing to do before that. */
  isReady?: boolean;
  /** Answers whether it is done: the dialog closes then, and stays otherwise. */
  onConfirm(): Promise<boolean>;
  onClose(): void;
}

/** Asks before something that is hard to take back. The safe answer has the focus, or what has to be typed before the other. */
export function ConfirmDialog(props: ParentProps<ConfirmDialogProps>) {
  restoreFocus();
  clearPlainToasts();
  const [busy, setBusy] = createSignal(false);
  let cancel!: HTMLButtonElement;
  const confirm = async () => {
    if (busy() || props.isReady === false) return;
    setBusy(true);
    const done = await props.onConfirm();
    setBusy(false);
    if (done) props.onClose();
  };
  return (
    <KobalteDialog open onOpenChange={(open) => !open && props.onClose()} preventScroll>
      <KobalteDialog.Portal>
        <KobalteDialog.Overlay class="anim-fade fixed inset-0 z-40 bg-scrim" />
        <div class="fixed inset-0 z-50 grid place-items-center p-4">
          <KobalteDialog.Content
            role="alertdialog"
            onOpenAutoFocus={(event: Event) => {
              event.preventDefault();
              const asked = (event.currentTarget as HTMLElement).querySelector('input');
              (asked ?? cancel).focus();
            }}
            onKeyDown={(event: KeyboardEvent) => {
              // In a field beside the question, as in any form.
              if (event.key === 'Enter' && event.target instanceof HTMLInputElement) void confirm();
            }}
            class="anim-pop w-full max-w-md rounded-xl border border-line bg-surface p-5 shadow-pop dark:bg-raised"
          >
            <KobalteDialog.Title class="break-words font-semibold text-base">{props.title}</KobalteDialog.Title>
            <KobalteDialog.Description class="mt-1 text-fg-2">{props.description}</KobalteDialog.Description>
            {props.children}
            <div class="mt-5 flex justify-end gap-2">
              <Button ref={cancel} onClick={() => props.onClose()}>
                {t().cancel}
              </Button>
              <Button variant="danger" busy={busy()} disabled={props.isReady === false} onClick={() => void confirm()}>
                {props.action}
              </Button>
            </div>
          </KobalteDialog.Content>
        </div>
      </KobalteDialog.Portal>
    </KobalteDialog>
  );
}
