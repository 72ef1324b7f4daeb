import { pemFault } from '@portolan/contract';
import { createSignal, Show } from 'solid-js';
import OkIcon from '~icons/lucide/circle-check';
import { Field } from '../../../components/ui/field.tsx';
import { cx } from '../../../lib/cx.ts';
import { withText } from './draft.ts';
import type { FieldProps } from './field-props.ts';
import type { TextFormField } from './form-fields.ts';
import { describePem } from './pem.ts';
import { readPemFile } from './read-pem-file.ts';
import { t } from './texts.ts';

const ROWS = 4;

/** PEM text: pasted, dropped as a file, or taken from one. Says what it is; a key is covered while nobody edits it. */
export function PemField(props: FieldProps<TextFormField>) {
  const { form } = props;
  const sort = () => props.field.pem ?? 'certificate';
  const text = () => form.values[props.field.name];
  const [isOver, setOver] = createSignal(false);
  const [fileFault, setFileFault] = createSignal<string>();
  let picker!: HTMLInputElement;

  const write = (value: string) => {
    setFileFault(undefined);
    form.edit(withText(form.values, props.field.name, value));
    // A whole PEM of the wrong sort is told at once.
    if (value.includes('-----END ')) form.blur(props.field.name);
  };
  const read = async (file: File | undefined) => {
    if (!file || props.disabled) return;
    const found = await readPemFile(file, sort());
    if ('text' in found) write(found.text);
    else setFileFault(found.fault);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void read(event.dataTransfer?.files[0]);
  };
  const summary = () => (text() && !pemFault(text(), sort()) ? describePem(text()) : undefined);

  return (
    <Field
      label={props.field.label}
      required={props.required}
      error={fileFault() ?? form.errors[props.field.name]}
      hint={
        <Show when={summary()} fallback={props.hint ?? props.field.help}>
          {(what) => (
            <span class="flex gap-1 text-ok">
              <OkIcon class="mt-0.5 size-3 shrink-0" aria-hidden="true" />
              <span class="min-w-0 break-words">{what()}</span>
            </span>
          )}
        </Show>
      }
    >
      {(control) => (
        <div class="relative">
          <textarea
            {...control}
            name={props.field.name}
            data-secret={sort() === 'privateKey' ? '' : undefined}
            rows={text() ? ROWS : 1}
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            disabled={props.disabled}
            placeholder={sort() === 'certificate' ? '-----BEGIN CERTIFICATE-----' : '-----BEGIN PRIVATE KEY-----'}
            class={cx(
              'field-box block min-h-8 resize-y py-1.5 pr-24 font-mono max-md:min-h-10 md:text-xs',
              sort() === 'privateKey' && 'covered',
              isOver() && 'border-accent bg-accent-soft',
            )}
            value={text()}
            onInput={(event) => write(event.currentTarget.value)}
            onBlur={() => form.dirty() && form.blur(props.field.name)}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={onDrop}
          />
          <button
            type="button"
            disabled={props.disabled}
            class="absolute top-1 right-1 h-6 rounded px-2 font-medium text-2xs text-accent-fg hover:bg-accent-soft disabled:opacity-50 max-md:h-8"
            aria-label={t().chooseFileFor(props.field.label)}
            onClick={() => picker.click()}
          >
            {t().chooseFile}
          </button>
          <input
            ref={picker}
            type="file"
            hidden
            tabindex={-1}
            accept=".pem,.crt,.cer,.key,.p8,.txt"
            aria-label={t().fileOf(props.field.label)}
            onChange={(event) => {
              void read(event.currentTarget.files?.[0]);
              // The same file again is a choice, too.
              event.currentTarget.value = '';
            }}
          />
        </div>
      )}
    </Field>
  );
}
