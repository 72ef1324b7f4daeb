import { Show } from 'solid-js';
import SealIcon from '~icons/lucide/lock-keyhole';
import { Button } from '../../../components/ui/button.tsx';
import type { CredentialFate } from './destination.ts';

interface StoredCredentialProps {
  fate: CredentialFate;
  /** Whether there are several ways to sign in: which of them is stored is not told. */
  isChoice: boolean;
  onRemove(remove: boolean): void;
}

const WARNINGS: Partial<Record<CredentialFate, string>> = {
  sealed: 'The stored credential is sealed: it was entered for another destination. Enter it again to use it here.',
  'will-seal':
    'The stored credential belongs to the saved destination. It is kept but sealed: enter it again to use it here. Address, TLS mode and CA certificate make a destination.',
  unreadable:
    'The stored credential cannot be read: its encryption key is not configured. Enter it again to replace it.',
};

/** What becomes of the stored credential, and the way to be rid of it. */
export function StoredCredential(props: StoredCredentialProps) {
  const warning = () => WARNINGS[props.fate];
  const note = () => {
    if (props.fate === 'removed') return 'The stored credential is removed when you save.';
    if (props.fate === 'replaced')
      return 'The stored credential is replaced as a whole: enter every part of the new one.';
    if (props.fate !== 'kept') return undefined;
    return props.isChoice
      ? 'A credential is stored; which one is not shown. Anything entered here replaces it as a whole.'
      : 'A credential is stored. Anything entered here replaces it as a whole.';
  };
  return (
    <Show when={props.fate !== 'none'}>
      <div class="col-span-6 -mt-1.5 flex flex-wrap items-start justify-between gap-2">
        <div role="status" class="min-w-0 flex-1 basis-56">
          <Show when={note()}>{(text) => <p class="text-fg-2 text-xs leading-4">{text()}</p>}</Show>
          <Show when={warning()}>
            {(text) => (
              <p class="flex gap-2 rounded-md bg-warn-soft px-2.5 py-2 text-warn text-xs leading-4">
                <SealIcon class="mt-px size-3.5 shrink-0" aria-hidden="true" />
                <span>{text()}</span>
              </p>
            )}
          </Show>
        </div>
        <Show when={props.fate !== 'replaced'}>
          <Button
            size="sm"
            variant={props.fate === 'removed' ? 'secondary' : 'ghost'}
            onClick={() => props.onRemove(props.fate !== 'removed')}
          >
            {props.fate === 'removed' ? 'Keep stored credential' : 'Remove stored credential'}
          </Button>
        </Show>
      </div>
    </Show>
  );
}
