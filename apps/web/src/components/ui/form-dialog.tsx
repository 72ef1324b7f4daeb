import { useBeforeLeave } from '@solidjs/router';
import { createSignal, type ParentProps, Show } from 'solid-js';
import { localized } from '../../lib/locale.ts';
import { dialogs } from '../../locales/en.ts?dialogs';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { DiscardBar } from './discard-bar.tsx';

const t = localized('dialogs', dialogs);

type FormDialogProps = ParentProps<{
  title: string;
  description?: string | undefined;
  submitLabel: string;
  /** Sends something that is hard to take back. */
  danger?: boolean;
  /** Why the form cannot be sent now, as far as it is not about one field. */
  problem?: string | null;
  busy: boolean;
  dirty: boolean;
  class?: string;
  initialFocus?: string;
  onSubmit(root: HTMLFormElement): void;
  onClose(): void;
}>;

/** A form in a dialog: Mod+Enter sends it, and what was typed is not thrown away without asking. */
export function FormDialog(props: FormDialogProps) {
  let root!: HTMLFormElement;
  const [asking, setAsking] = createSignal(false);
  let leaving = false;
  const leave = () => {
    leaving = true;
    props.onClose();
  };
  const close = () => {
    if (asking()) setAsking(false);
    else if (props.dirty && !props.busy) setAsking(true);
    else leave();
  };
  useBeforeLeave((event) => {
    if (leaving || !props.dirty) return;
    event.preventDefault();
    setAsking(true);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    root.requestSubmit();
  };
  return (
    <Dialog
      title={props.title}
      description={props.description}
      class={props.class ?? 'max-w-lg'}
      initialFocus={props.initialFocus ?? 'input'}
      onClose={close}
    >
      <form
        ref={root}
        noValidate
        aria-label={props.title}
        class="flex min-h-0 flex-1 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          if (!props.busy) props.onSubmit(root);
        }}
        onKeyDown={onKeyDown}
      >
        <div class="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 py-4">{props.children}</div>
        <div role="alert" class="empty:hidden">
          <Show when={props.problem}>
            <p class="break-words border-line border-t bg-bad-soft px-5 py-2.5 text-bad">{props.problem}</p>
          </Show>
        </div>
        <Show when={!asking()} fallback={<DiscardBar onKeep={() => setAsking(false)} onDiscard={leave} />}>
          <footer class="flex items-center justify-end gap-2 border-line border-t bg-sunken px-5 py-3">
            <Button variant="ghost" onClick={close}>
              {t().cancel}
            </Button>
            <Button type="submit" variant={props.danger ? 'danger' : 'primary'} busy={props.busy}>
              {props.submitLabel}
            </Button>
          </footer>
        </Show>
      </form>
    </Dialog>
  );
}
