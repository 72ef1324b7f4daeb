import type { AuditVerification } from '@portolan/contract';
import { Show } from 'solid-js';
import OkIcon from '~icons/lucide/shield-check';
import BadIcon from '~icons/lucide/shield-x';
import { CopyButton } from '../../components/copy-button.tsx';
import { cx } from '../../lib/cx.ts';
import { wholeNumber } from '../../lib/format.ts';
import { verdictOf } from './verdict.ts';

export function Verification(props: { result: AuditVerification }) {
  return (
    <div
      role={props.result.ok ? 'status' : 'alert'}
      class={cx(
        'mt-4 flex gap-3 rounded-lg border p-3',
        props.result.ok ? 'border-ok-mark/40 bg-ok-soft' : 'border-bad-mark/40 bg-bad-soft',
      )}
    >
      <Show when={props.result.ok} fallback={<BadIcon class="mt-0.5 size-4 shrink-0 text-bad" aria-hidden="true" />}>
        <OkIcon class="mt-0.5 size-4 shrink-0 text-ok" aria-hidden="true" />
      </Show>
      <div class="min-w-0 flex-1">
        <p class={cx('font-medium', props.result.ok ? 'text-ok' : 'text-bad')}>{verdictOf(props.result)}</p>
        <Show when={props.result.broken}>
          {(broken) => (
            <p class="text-fg-2 text-xs">
              <Show when={broken().id}>
                {(id) => (
                  <>
                    Its id is <code class="break-all font-mono">{id()}</code>.{' '}
                  </>
                )}
              </Show>
              {wholeNumber(props.result.checked)} events before it are as written.
            </p>
          )}
        </Show>
        <Show when={props.result.ok && props.result.head}>
          {(head) => (
            <div class="mt-1 flex flex-wrap items-center gap-2 text-fg-2 text-xs">
              <p class="min-w-0 break-words">
                Its last event is #{head().seq}. Keep its hash elsewhere to prove later that nothing was rewritten.
              </p>
              <CopyButton text={`${head().seq} ${head().hash}`} label="Copy hash" class="!h-7 !px-2 text-xs" />
            </div>
          )}
        </Show>
      </div>
    </div>
  );
}
