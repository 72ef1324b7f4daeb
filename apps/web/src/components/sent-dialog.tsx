import type { SentInvitation } from '@portolan/contract';
import { Show } from 'solid-js';
import { SecretBox } from './secret-box.tsx';
import { TimeUntil } from './time-until.tsx';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';

/** How the invited person gets the link: by mail, or from whoever invited them. */
export function SentDialog(props: {
  invitation: Pick<SentInvitation, 'email' | 'acceptUrl' | 'expiresAt'>;
  /** What makes a new link. */
  again?: string;
  onClose(): void;
}) {
  return (
    <Dialog title="Invitation ready" class="max-w-lg" onClose={props.onClose}>
      <div class="flex flex-col gap-4 overflow-y-auto px-5 py-4">
        <Show
          when={props.invitation.acceptUrl}
          fallback={
            <p class="break-words text-fg-2">
              The link was sent by mail to <span class="font-medium text-fg">{props.invitation.email}</span>.
            </p>
          }
        >
          {(url) => (
            <>
              <p class="break-words text-fg-2">
                No mail went out. Pass this link on to <span class="font-medium text-fg">{props.invitation.email}</span>{' '}
                yourself. It is shown only now; {props.again ?? '“Send again”'} makes a new one.
              </p>
              <SecretBox text={url()} label="Invitation link" copyLabel="Copy link" />
            </>
          )}
        </Show>
        <p class="text-fg-3 text-xs">
          It can be accepted once and expires <TimeUntil at={props.invitation.expiresAt} />.
        </p>
      </div>
      <footer class="flex justify-end border-line border-t bg-sunken px-5 py-3">
        <Button variant="primary" onClick={() => props.onClose()}>
          Done
        </Button>
      </footer>
    </Dialog>
  );
}
