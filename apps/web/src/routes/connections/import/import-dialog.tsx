import type { ImportResult } from '@portolan/contract';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { FormDialog } from '../../../components/ui/form-dialog.tsx';
import { Spinner } from '../../../components/ui/spinner.tsx';
import { countOf } from '../../../lib/format.ts';
import { showToast } from '../../../lib/toasts.ts';
import { connectionQueries } from '../queries.ts';
import { ImportPreview } from './import-preview.tsx';
import { ImportSource } from './import-source.tsx';
import { useImport } from './use-import.ts';

const TEXT = {
  title: 'Import connections',
  description: 'From a file of Portolan, DBeaver or libpq, a list of URLs, or .env lines.',
  submit: (count: number | undefined) => (count ? `Import ${countOf(count, 'connection')}` : 'Import'),
  asking: 'Reading what would change…',
  told: ({ created, changed, refused }: ImportResult) =>
    `${created} would be created, ${changed} changed, ${refused} refused.`,
  nothing: 'There is nothing to import yet.',
  done: ({ created, changed }: ImportResult) => `${countOf(created + changed, 'connection')} imported`,
  counts: ({ created, changed, refused }: ImportResult) =>
    `${created} created, ${changed} changed, ${refused} refused.`,
};

/** Connections from a text or a file: first what would become of each, then all that is not refused in one go. */
export default function ImportDialog(props: { onClose(): void }) {
  const queries = useQueryClient();
  const importing = useImport();
  const [isDone, setDone] = createSignal(false);
  const [complaint, setComplaint] = createSignal<string | null>(null);
  const count = () => {
    const result = importing.preview();
    return result && result.created + result.changed;
  };
  const submit = async (root: HTMLFormElement) => {
    if (importing.isAsking()) return;
    if (!count()) {
      setComplaint(TEXT.nothing);
      root.querySelector('textarea')?.focus();
      return;
    }
    const result = await importing.apply();
    if (!result) return;
    setDone(true);
    showToast({ tone: 'ok', title: TEXT.done(result), text: TEXT.counts(result) });
    void queries.invalidateQueries({ queryKey: connectionQueries.all });
    props.onClose();
  };
  return (
    <FormDialog
      title={TEXT.title}
      description={TEXT.description}
      submitLabel={TEXT.submit(count())}
      problem={importing.problem() ?? (count() ? null : complaint())}
      busy={importing.isApplying()}
      dirty={!importing.isEmpty() && !isDone()}
      class="max-w-2xl"
      initialFocus="textarea"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <ImportSource importing={importing} />
      <p role="status" class="flex items-center gap-2 text-fg-3 empty:hidden">
        <Show
          when={importing.isAsking()}
          fallback={<Show when={importing.preview()}>{(result) => TEXT.told(result())}</Show>}
        >
          <Spinner />
          {TEXT.asking}
        </Show>
      </p>
      <Show when={importing.preview()}>{(result) => <ImportPreview result={result()} />}</Show>
    </FormDialog>
  );
}
