import type { VmQuota } from '@portolan/contract';
import { For, Show } from 'solid-js';
import { TextField } from '../../../components/text-field.tsx';
import type { Form } from '../../../lib/form.ts';
import { readNumber } from '../../../lib/read-number.ts';
import { t } from '../dialog-texts.ts';
import { leftOf, overQuota, quotaText } from './quota-left.ts';
import { SIZES, type Size, type VmDraft } from './vm-draft.ts';

/** How much of everything, beside what is left of the quota. */
export function SizeFields(props: { form: Form<VmDraft>; quota: VmQuota | undefined }) {
  const warning = (size: Size) => props.quota && overQuota(props.quota, size, readNumber(props.form.values[size]) ?? 0);
  const isFull = () => props.quota && leftOf(props.quota, 'machines') === 0;
  return (
    <fieldset class="flex min-w-0 flex-col gap-2">
      <legend class="sr-only">{t().sizes}</legend>
      <div class="grid gap-3 sm:grid-cols-3">
        <For each={SIZES}>
          {(size) => (
            <TextField
              form={props.form}
              label={t().sizeLabels[size]}
              required
              name={size}
              inputmode={size === 'cpu' ? 'numeric' : 'decimal'}
              warning={warning(size)}
            />
          )}
        </For>
      </div>
      <Show when={props.quota}>
        {(quota) => <p class={isFull() ? 'text-warn text-xs' : 'text-fg-3 text-xs'}>{quotaText(quota())}</p>}
      </Show>
    </fieldset>
  );
}
