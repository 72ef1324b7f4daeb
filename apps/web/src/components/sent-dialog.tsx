import type { SentInvitation } from '@portolan/contract';
import { Show } from 'solid-js';
import { localized } from '../lib/locale.ts';
import { sent } from '../locales/en.ts?sent';
import { Filled } from './filled.tsx';
import { ShowOnceDialog } from './show-once-dialog.tsx';
import { TimeUntil } from './time-until.tsx';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';

const t = localized('sent', sent);

interface SentDialogProps {
  invitation: Pick<SentInvitation, 'email' | 'acceptUrl' | 'expiresAt'>;
  /** That the link is shown only now, and what makes a new one. */
  renewal?: string;
  onClose(): void;
}

/** How the invited person gets the link: by mail, or from whoever invited them. */
export function SentDialog(props: SentDialogProps) {
  return (
    <Show when={props.invitation.acceptUrl} fallback={<Mailed {...props} />}>
      {(url) => (
        <ShowOnceDialog
          title={t().title}
          lead={
            <p class="break-words text-fg-2">
              <Filled text={t().noMail} gaps={{ email: <Strong text={props.invitation.email} /> }} />{' '}
              {props.renewal ?? t().renewal}
            </p>
          }
          secret={url()}
          label={t().label}
          copyLabel={t().copy}
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
    <Dialog title={t().title} class="max-w-lg" initialFocus="footer button" onClose={props.onClose}>
      <div class="flex flex-col gap-4 overflow-y-auto px-5 py-4">
        <p class="break-words text-fg-2">
          <Filled text={t().mailed} gaps={{ email: <Strong text={props.invitation.email} /> }} />
        </p>
        <Expiry at={props.invitation.expiresAt} />
      </div>
      <footer class="flex justify-end border-line border-t bg-sunken px-5 py-3">
        <Button variant="primary" onClick={() => props.onClose()}>
          {t().done}
        </Button>
      </footer>
    </Dialog>
  );
}

function Strong(props: { text: string }) {
  return <span class="font-medium text-fg">{props.text}</span>;
}

function Expiry(props: { at: string }) {
  return (
    <p class="text-fg-3 text-xs">
      <Filled text={t().expires} gaps={{ time: <TimeUntil at={props.at} /> }} />
    </p>
  );
}
