import type { AuditVerification } from '@portolan/contract';
import { Show } from 'solid-js';
import OkIcon from '~icons/lucide/shield-check';
import BadIcon from '~icons/lucide/shield-x';
import { CopyButton } from '../../components/copy-button.tsx';
import { Filled } from '../../components/filled.tsx';
import { cx } from '../../lib/cx.ts';
import { verdictTexts as t } from './texts.ts';
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
                {(id) => <Filled text={t().id} gaps={{ id: <code class="break-all font-mono">{id()}</code> }} />}
              </Show>{' '}
              {t().before(props.result.checked)}
            </p>
          )}
        </Show>
        <Show when={props.result.ok && props.result.head}>
          {(head) => (
            <div class="mt-1 flex flex-wrap items-center gap-2 text-fg-2 text-xs">
              <p class="min-w-0 break-words">{t().head(head().seq)}</p>
              <CopyButton text={`${head().seq} ${head().hash}`} label={t().copyHash} class="!h-7 !px-2 text-xs" />
            </div>
          )}
        </Show>
      </div>
    </div>
  );
}
