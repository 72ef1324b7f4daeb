import type { Connection } from '@portolan/contract';
import { useBeforeLeave } from '@solidjs/router';
import { createSignal, onMount, Show } from 'solid-js';
import { DiscardBar } from '../../../components/ui/discard-bar.tsx';
import { createForm } from '../../../lib/form.ts';
import { AddressFields } from './address-fields.tsx';
import { CredentialFields } from './credential-fields.tsx';

import { blankDraft, toDraft, withKind } from './draft.ts';
import { EditorFooter } from './editor-footer.tsx';
import { KindPicker } from './kind-picker.tsx';
import { NameFields } from './name-fields.tsx';
import { OptionFields } from './option-fields.tsx';
import { TestPanel } from './test-panel.tsx';
import { TlsFields } from './tls-fields.tsx';
import { useDraftTest } from './use-draft-test.ts';
import { useSaveConnection } from './use-save-connection.ts';
import { validateDraft, validateForTest } from './validate-draft.ts';

interface ConnectionEditorProps {
  saved: Connection | null;
  title: string;
  /** Takes over the question whether the dialog may close. */
  guard(ask: () => void): void;
  onClose(): void;
}

export function ConnectionEditor(props: ConnectionEditorProps) {
  const { saved } = props;
  let root!: HTMLFormElement;
  let leaving = false;
  const [asking, setAsking] = createSignal(false);
  const test = useDraftTest(saved);
  const form = createForm(saved ? toDraft(saved) : blankDraft(), validateDraft, test.clear);

  const leave = () => {
    leaving = true;
    props.onClose();
  };
  const close = () => {
    if (asking()) setAsking(false);
    else if (form.dirty()) setAsking(true);
    else leave();
  };
  props.guard(close);
  onMount(() => root.querySelector<HTMLElement>('[name=name]')?.focus());
  // Back and links would take the dialog away with all that was typed.
  useBeforeLeave((event) => {
    if (leaving || !form.dirty()) return;
    event.preventDefault();
    setAsking(true);
  });
  const save = useSaveConnection(saved, form, { root: () => root, onSaved: leave });

  const submit = () => {
    if (!save.isSaving() && form.check(root)) void save.run();
  };
  const runTest = () => {
    if (form.check(root, validateForTest)) void test.run({ ...form.values });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    root.requestSubmit();
  };

  return (
    <form
      ref={root}
      noValidate
      aria-label={props.title}
      class="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={onKeyDown}
    >
      <div class="min-h-0 flex-1 overflow-y-auto px-5 py-4">
        <KindPicker value={form.values.dbType} onChange={(kind) => form.edit(withKind(form.values, kind))} />
        <div class="mt-4 grid grid-cols-6 gap-x-3 gap-y-3.5">
          <NameFields form={form} saved={saved} />
          <AddressFields form={form} />
          <OptionFields form={form} />
          <CredentialFields form={form} saved={saved} />
          <TlsFields form={form} />
        </div>
      </div>
      <TestPanel test={test} />
      <Show when={!asking()} fallback={<DiscardBar onKeep={() => setAsking(false)} onDiscard={leave} />}>
        <EditorFooter
          submitLabel={saved ? 'Save Changes' : 'Create'}
          saving={save.isSaving()}
          testing={test.isTesting()}
          onTest={runTest}
          onCancel={close}
        />
      </Show>
    </form>
  );
}
