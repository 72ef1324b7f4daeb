import { Show } from 'solid-js';
import SealIcon from '~icons/lucide/lock-keyhole';
import { Button } from '../../../components/ui/button.tsx';
import type { CredentialFate } from './destination.ts';
import { t } from './texts.ts';

interface StoredCredentialProps {
  fate: CredentialFate;
  /** Whether there are several ways to sign in: which of them is stored is not told. */
  isChoice: boolean;
  onRemove(remove: boolean): void;
}

const warnings = (): Partial<Record<CredentialFate, string>> => {
  const { sealed, willSeal, unreadable } = t().credential;
  return { sealed, 'will-seal': willSeal, unreadable };
};

/** What becomes of the stored credential, and the way to be rid of it. */
export function StoredCredential(props: StoredCredentialProps) {
  const warning = () => warnings()[props.fate];
  const note = () => {
    if (props.fate === 'removed') return t().credential.removed;
    if (props.fate === 'replaced') return t().credential.replaced;
    if (props.fate !== 'kept') return undefined;
    return props.isChoice ? t().credential.oneKept : t().credential.kept;
  };
  return (
    <Show when={props.fate !== 'none'}>
      <div class="col-span-6 -mt-1.5 flex flex-wrap items-start justify-between gap-2">
        <div role="status" class="min-w-0 flex-1 basis-56">
          <Show when={note()}>{(text) => <p class="py-1.5 text-fg-2 text-xs leading-4">{text()}</p>}</Show>
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
            {props.fate === 'removed' ? t().credential.keep : t().credential.remove}
          </Button>
        </Show>
      </div>
    </Show>
  );
}
