import type { ImportResult } from '@portolan/contract';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, Show } from 'solid-js';
import { FormDialog } from '../../../components/ui/form-dialog.tsx';
import { Spinner } from '../../../components/ui/spinner.tsx';
import { wholeNumber } from '../../../lib/format.ts';
import { showToast } from '../../../lib/toasts.ts';
import { connectionQueries } from '../queries.ts';
import { ImportPreview } from './import-preview.tsx';
import { ImportSource } from './import-source.tsx';
import { t } from './texts.ts';
import { useImport } from './use-import.ts';

const counted = ({ created, changed, refused }: ImportResult) =>
  [wholeNumber(created), wholeNumber(changed), wholeNumber(refused)] as const;

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
  const submitLabel = () => {
    const some = count();
    return some ? t().importCount(some) : t().import;
  };
  const submit = async (root: HTMLFormElement) => {
    if (importing.isAsking()) return;
    if (!count()) {
      setComplaint(t().empty);
      root.querySelector('textarea')?.focus();
      return;
    }
    const result = await importing.apply();
    if (!result) return;
    setDone(true);
    showToast({ tone: 'ok', title: t().done(result.created + result.changed), text: t().counts(...counted(result)) });
    void queries.invalidateQueries({ queryKey: connectionQueries.all });
    props.onClose();
  };
  return (
    <FormDialog
      title={t().title}
      description={t().text}
      submitLabel={submitLabel()}
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
          fallback={<Show when={importing.preview()}>{(result) => t().told(...counted(result()))}</Show>}
        >
          <Spinner />
          {t().asking}
        </Show>
      </p>
      <Show when={importing.preview()}>{(result) => <ImportPreview result={result()} />}</Show>
    </FormDialog>
  );
}
