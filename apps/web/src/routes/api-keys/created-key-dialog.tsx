import type { CreatedApiKey } from '@portolan/contract';
import WarnIcon from '~icons/lucide/triangle-alert';
import { SecretBox } from '../../components/secret-box.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { curlExample } from './key-draft.ts';

/** The one time that a key is seen. */
export default function CreatedKeyDialog(props: { created: CreatedApiKey; onClose(): void }) {
  const { name, key, permissionIds } = props.created;
  return (
    <Dialog title={`${name} is ready`} class="max-w-lg" onClose={props.onClose}>
      <div class="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 py-4">
        <p class="flex gap-2 rounded-md bg-warn-soft px-3 py-2 text-warn">
          <WarnIcon class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          Copy the key now: it is stored as a hash only and never shown again.
        </p>
        <SecretBox text={key} label="API key" copyLabel="Copy key" />
        <section>
          <h3 class="mb-1.5 font-medium text-fg-2 text-xs">Try it</h3>
          <SecretBox
            text={curlExample(location.origin, key, permissionIds)}
            label="Example"
            copyLabel="Copy example"
            lines={5}
          />
        </section>
      </div>
      <footer class="flex justify-end border-line border-t bg-sunken px-5 py-3">
        <Button variant="primary" onClick={() => props.onClose()}>
          I have copied it
        </Button>
      </footer>
    </Dialog>
  );
}
