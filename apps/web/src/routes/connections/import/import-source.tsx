import type { ImportFormat } from '@portolan/contract';
import { createSignal, For } from 'solid-js';
import { Checkbox } from '../../../components/ui/checkbox.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { cx } from '../../../lib/cx.ts';
import { ACCEPTED_FILES, IMPORT_FORMATS } from './formats.ts';
import { readImportFile } from './read-import-file.ts';
import { t } from './texts.ts';
import type { Importing } from './use-import.ts';

/** Where the connections come from: pasted, dropped or taken from a file; in which form, and with which secrets. */
export function ImportSource(props: { importing: Importing }) {
  const { importing } = props;
  const [isOver, setOver] = createSignal(false);
  let picker!: HTMLInputElement;
  const read = async (file: File | undefined) => {
    if (!file) return;
    const found = await readImportFile(file);
    if ('text' in found) importing.setText(found.text);
    else importing.setProblem(found.fault);
  };
  const formatHint = () => {
    if (importing.chosen() !== 'auto' || importing.isEmpty()) return undefined;
    const detected = importing.detected();
    return detected ? t().looksLike(t().formats[detected]) : undefined;
  };
  const formatWarning = () =>
    importing.chosen() === 'auto' && !importing.isEmpty() && !importing.detected() ? t().unclear : undefined;
  return (
    <>
      <Field label={t().source} hint={t().sourceHint}>
        {(control) => (
          <div class="relative">
            <textarea
              {...control}
              name="text"
              // There may be passwords in it.
              data-secret=""
              rows={7}
              spellcheck={false}
              autocomplete="off"
              autocapitalize="off"
              placeholder="postgres://reader@db.example.com/orders"
              class={cx(
                'field-box block min-h-24 resize-y py-1.5 pr-24 font-mono md:text-xs',
                isOver() && 'border-accent bg-accent-soft',
              )}
              value={importing.text()}
              onInput={(event) => importing.setText(event.currentTarget.value)}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(true);
              }}
              onDragLeave={() => setOver(false)}
              onDrop={(event) => {
                const file = event.dataTransfer?.files[0];
                setOver(false);
                // A text that is dropped is the field's own business.
                if (!file) return;
                event.preventDefault();
                void read(file);
              }}
            />
            <button
              type="button"
              class="absolute top-1 right-1 h-6 rounded px-2 font-medium text-2xs text-accent-fg hover:bg-accent-soft max-md:h-8"
              onClick={() => picker.click()}
            >
              {t().chooseFile}
            </button>
            <input
              ref={picker}
              type="file"
              hidden
              tabindex={-1}
              accept={ACCEPTED_FILES}
              aria-label={t().file}
              onChange={(event) => {
                void read(event.currentTarget.files?.[0]);
                // The same file again is a choice, too.
                event.currentTarget.value = '';
              }}
            />
          </div>
        )}
      </Field>
      <div class="grid gap-4 md:grid-cols-2">
        <Field label={t().format} hint={formatHint()} warning={formatWarning()}>
          {(control) => (
            <Select
              {...control}
              class="w-full"
              value={importing.chosen()}
              onChange={(event) => importing.choose(event.currentTarget.value as ImportFormat | 'auto')}
            >
              <option value="auto">{t().detect}</option>
              <For each={IMPORT_FORMATS}>{(format) => <option value={format}>{t().formats[format]}</option>}</For>
            </Select>
          )}
        </Field>
        <Checkbox
          label={t().secrets}
          note={t().secretsNote}
          checked={importing.withSecrets()}
          onChange={importing.setWithSecrets}
        />
      </div>
    </>
  );
}
