import { Dialog as KobalteDialog } from '@kobalte/core/dialog';
import type { ParentProps } from 'solid-js';
import { restoreFocus } from '../components/ui/restore-focus.ts';

/** A modal box near the top of the page, without a visible title. */
export function PaletteDialog(props: ParentProps<{ title: string; onClose(): void }>) {
  restoreFocus();
  return (
    <KobalteDialog open onOpenChange={(open) => !open && props.onClose()} preventScroll>
      <KobalteDialog.Portal>
        <KobalteDialog.Overlay class="anim-fade fixed inset-0 z-40 bg-scrim" />
        <KobalteDialog.Content class="anim-pop fixed inset-x-4 top-[12vh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl border border-line bg-raised shadow-pop">
          <KobalteDialog.Title class="sr-only">{props.title}</KobalteDialog.Title>
          {props.children}
        </KobalteDialog.Content>
      </KobalteDialog.Portal>
    </KobalteDialog>
  );
}
