import type { ImportFormat } from '@portolan/contract';
import { createSignal, For } from 'solid-js';
import { Checkbox } from '../../../components/ui/checkbox.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { cx } from '../../../lib/cx.ts';
import { ACCEPTED_FILES, FORMAT_LABELS } from './formats.ts';
import { readImportFile } from './read-import-file.ts';
import type { Importing } from './use-import.ts';

const FORMATS = Object.entries(FORMAT_LABELS) as [ImportFormat, string][];

const TEXT = {
  source: 'Connections',
  hint: 'Paste a text, drop a file here, or choose one. Nothing is changed before you import.',
  placeholder: 'postgres://reader@db.example.com/orders',
  choose: 'Choose file',
  file: 'File of connections',
  format: 'Format',
  detect: 'Detect',
  looksLike: (label: string) => `This looks like ${label}.`,
  unclear: 'The text does not show which format it has. Choose one.',
  secrets: 'Take the passwords in it along',
  secretsNote: 'They are encrypted here and never shown again. Left out, connections keep the ones that they have.',
};

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
    return detected ? TEXT.looksLike(FORMAT_LABELS[detected]) : undefined;
  };
  const formatWarning = () =>
    importing.chosen() === 'auto' && !importing.isEmpty() && !importing.detected() ? TEXT.unclear : undefined;
  return (
    <>
      <Field label={TEXT.source} hint={TEXT.hint}>
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
              placeholder={TEXT.placeholder}
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
              {TEXT.choose}
            </button>
            <input
              ref={picker}
              type="file"
              hidden
              tabindex={-1}
              accept={ACCEPTED_FILES}
              aria-label={TEXT.file}
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
        <Field label={TEXT.format} hint={formatHint()} warning={formatWarning()}>
          {(control) => (
            <Select
              {...control}
              class="w-full"
              value={importing.chosen()}
              onChange={(event) => importing.choose(event.currentTarget.value as ImportFormat | 'auto')}
            >
              <option value="auto">{TEXT.detect}</option>
              <For each={FORMATS}>{([format, label]) => <option value={format}>{label}</option>}</For>
            </Select>
          )}
        </Field>
        <Checkbox
          label={TEXT.secrets}
          note={TEXT.secretsNote}
          checked={importing.withSecrets()}
          onChange={importing.setWithSecrets}
        />
      </div>
    </>
  );
}
