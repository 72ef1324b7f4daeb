import type { SentInvitation } from '@portolan/contract';
import { Show } from 'solid-js';
import { ShowOnceDialog } from './show-once-dialog.tsx';
import { TimeUntil } from './time-until.tsx';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';

interface SentDialogProps {
  invitation: Pick<SentInvitation, 'email' | 'acceptUrl' | 'expiresAt'>;
  /** That the link is shown only now, and what makes a new one. */
  renewal?: string;
  onClose(): void;
}

const TITLE = 'Invitation ready';

/** How the invited person gets the link: by mail, or from whoever invited them. */
export function SentDialog(props: SentDialogProps) {
  return (
    <Show when={props.invitation.acceptUrl} fallback={<Mailed {...props} />}>
      {(url) => (
        <ShowOnceDialog
          title={TITLE}
          lead={
            <p class="break-words text-fg-2">
              No mail went out. Pass this link on to <span class="font-medium text-fg">{props.invitation.email}</span>{' '}
              yourself. {props.renewal ?? 'It is shown only now; “Send again” makes a new one.'}
            </p>
          }
          secret={url()}
          label="Invitation link"
          copyLabel="Copy link"
          onClose={props.onClose}
        >
          <Expiry at={props.invitation.expiresAt} />
        </ShowOnceDialog>
      )}
    </Show>
  );
}

function Mailed(props: SentDialogProps) {
  return (
    <Dialog title={TITLE} class="max-w-lg" initialFocus="footer button" onClose={props.onClose}>
      <div class="flex flex-col gap-4 overflow-y-auto px-5 py-4">
        <p class="break-words text-fg-2">
          The link was sent by mail to <span class="font-medium text-fg">{props.invitation.email}</span>.
        </p>
        <Expiry at={props.invitation.expiresAt} />
      </div>
      <footer class="flex justify-end border-line border-t bg-sunken px-5 py-3">
        <Button variant="primary" onClick={() => props.onClose()}>
          Done
        </Button>
      </footer>
    </Dialog>
  );
}

function Expiry(props: { at: string }) {
  return (
    <p class="text-fg-3 text-xs">
      It can be accepted once and expires <TimeUntil at={props.at} />.
    </p>
  );
}
