import type { Vm } from '@portolan/contract';
import { type ParentProps, Show } from 'solid-js';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { cx } from '../../../lib/cx.ts';
import { t as list } from '../texts.ts';
import { computeText, gbText } from '../vm-text.ts';
import { t } from './texts.ts';

/** What is known of a machine. */
export function VmFacts(props: { vm: Vm }) {
  return (
    <dl class="mt-4 grid grid-cols-2 gap-x-6 gap-y-3 rounded-lg border border-line bg-surface p-4 lg:grid-cols-4">
      <Fact name={list().size}>{computeText(props.vm)}</Fact>
      <Fact name={t().disk}>{gbText(props.vm.diskGb)}</Fact>
      <Fact name={list().address}>
        <Show when={props.vm.ipAddress} fallback={list().noAddress}>
          {(address) => <span class="font-mono text-xs">{address()}</span>}
        </Show>
      </Fact>
      <Fact name={t().host}>{props.vm.host}</Fact>
      <Fact name={t().source}>{props.vm.templateName ?? props.vm.isoUrl}</Fact>
      <Fact name={list().created}>
        <RelativeTime at={props.vm.createdAt} />
      </Fact>
      <Fact name={t().id} isLong>
        <span class="font-mono text-xs">{props.vm.id}</span>
      </Fact>
    </dl>
  );
}

function Fact(props: ParentProps<{ name: string; isLong?: boolean }>) {
  return (
    <div class={cx('min-w-0', props.isLong && 'col-span-2')}>
      <dt class="text-fg-3 text-xs">{props.name}</dt>
      <dd class="wrap-anywhere text-fg">{props.children}</dd>
    </div>
  );
}
