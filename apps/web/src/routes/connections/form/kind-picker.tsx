import { CONNECTION_KINDS, type ConnectionKind, KIND_LABELS } from '@portolan/contract';
import { For } from 'solid-js';
import { KindMark } from '../../../components/kind-mark.tsx';
import { t } from './texts.ts';

export function KindPicker(props: { value: ConnectionKind; onChange(kind: ConnectionKind): void }) {
  return (
    <fieldset>
      <legend class="pb-1 font-medium text-fg-2 text-xs">{t().dbType}</legend>
      <div class="grid grid-cols-2 gap-2 md:grid-cols-5">
        <For each={CONNECTION_KINDS}>
          {(kind) => (
            <label class="flex cursor-pointer items-center gap-2 rounded-lg border border-line-strong/60 p-2 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 md:flex-col md:gap-1 md:py-2.5">
              <input
                type="radio"
                name="dbType"
                value={kind}
                checked={props.value === kind}
                onChange={() => props.onChange(kind)}
                class="sr-only"
              />
              <KindMark kind={kind} />
              <span class="font-medium text-xs">{KIND_LABELS[kind]}</span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
