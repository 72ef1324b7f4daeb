import type { Connection } from '@portolan/contract';
import { useBeforeLeave } from '@solidjs/router';
import { createSignal, Match, onMount, Show, Switch } from 'solid-js';
import { ConflictPanel } from '../../../components/conflict-panel.tsx';
import { DiscardBar } from '../../../components/ui/discard-bar.tsx';
import { createForm } from '../../../lib/form.ts';
import { useCan } from '../../../lib/session.tsx';
import { CredentialFields } from './credential-fields.tsx';
import { firstDraft, withKind } from './draft.ts';
import { EditorFooter } from './editor-footer.tsx';
import { KindPicker } from './kind-picker.tsx';
import { NameFields } from './name-fields.tsx';
import { OrderFields } from './order-fields.tsx';
import { ProductionBar } from './production-bar.tsx';
import { TargetFields } from './target-fields.tsx';
import { TestPanel } from './test-panel.tsx';
import { t } from './texts.ts';
import { UrlPaste } from './url-paste.tsx';
import { useDraftTest } from './use-draft-test.ts';
import { useEditorConflicts } from './use-editor-conflicts.ts';
import { useFailedField } from './use-failed-field.ts';
import { useSaveConnection } from './use-save-connection.ts';
import { validateDraft, validateForTest } from './validate-draft.ts';

interface ConnectionEditorProps {
  saved: Connection | null;
  /** What a new one begins with. */
  like?: Connection | undefined;
  title: string;
  /** Takes over the question whether the dialog may close. */
  guard(ask: () => void): void;
  onClose(): void;
}

export function ConnectionEditor(props: ConnectionEditorProps) {
  const can = useCan();
  const [saved, setSaved] = createSignal(props.saved);
  let root!: HTMLFormElement;
  let leaving = false;
  const [asking, setAsking] = createSignal(false);
  const test = useDraftTest(saved);
  const form = createForm(firstDraft(props), (draft) => validateDraft(draft, saved()), test.clear);

  const marked = useFailedField(form, test, () => root);

  const leave = () => {
    leaving = true;
    props.onClose();
  };
  const close = () => {
    if (confirming()) setConfirming(false);
    else if (asking()) setAsking(false);
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
  const conflicts = useEditorConflicts(saved, setSaved, form);
  const save = useSaveConnection(saved, form, { root: () => root, onSaved: leave, onChanged: conflicts.meet });

  const [confirming, setConfirming] = createSignal(false);
  const isProduction = () => saved()?.environment === 'production';
  const submit = () => {
    if (save.isSaving() || !form.check(root)) return;
    if (isProduction() && form.dirty()) setConfirming(true);
    else void save.run();
  };
  const confirm = async () => {
    await save.run();
    setConfirming(false);
  };
  const runTest = () => {
    if (form.check(root, (draft) => validateForTest(draft, saved()))) void test.run({ ...form.values });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    root.requestSubmit();
  };

  const focusTest = () => root.querySelector<HTMLElement>('[data-test]')?.focus();
  let readUrl: (text: string) => boolean = () => false;
  const onPaste = (event: ClipboardEvent) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.name !== 'host') return;
    if (readUrl(event.clipboardData?.getData('text') ?? '')) event.preventDefault();
  };
  // A file that misses its field would be opened in place of this page.
  const holdFile = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
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
      onDragOver={holdFile}
      onDrop={holdFile}
    >
      <div class="flex min-h-0 flex-1 flex-col xl:flex-row">
        <div class="min-h-0 flex-1 overflow-y-auto px-5 py-4" onPaste={onPaste}>
          <Show when={conflicts.told()}>
            {(told) => (
              <div class="mb-4">
                <ConflictPanel message={told().message} conflicts={told().conflicts} onChoose={conflicts.choose} />
              </div>
            )}
          </Show>
          <UrlPaste form={form} ref={(read) => (readUrl = read)} />
          <KindPicker value={form.values.dbType} onChange={(kind) => form.edit(withKind(form.values, kind))} />
          <div class="mt-4 grid grid-cols-6 gap-x-3 gap-y-3.5">
            <NameFields form={form} saved={saved()} />
            <OrderFields form={form} />
            <TargetFields form={marked.form} saved={saved()} part="address" />
            <CredentialFields form={marked.form} saved={saved()} />
            <TargetFields form={marked.form} saved={saved()} part="protection" />
          </div>
        </div>
        <Show when={can('connections:test')}>
          <TestPanel test={test} field={marked.field()} onField={marked.focusField} onButtonGone={focusTest} />
        </Show>
      </div>
      <Switch>
        <Match when={asking()}>
          <DiscardBar onKeep={() => setAsking(false)} onDiscard={leave} />
        </Match>
        <Match when={confirming()}>
          <ProductionBar
            name={saved()?.name ?? ''}
            saving={save.isSaving()}
            onCancel={() => setConfirming(false)}
            onConfirm={() => void confirm()}
          />
        </Match>
        <Match when={true}>
          <EditorFooter
            submitLabel={props.saved ? t().save : t().create}
            saving={save.isSaving()}
            testing={test.isTesting()}
            onTest={runTest}
            onCancel={close}
          />
        </Match>
      </Switch>
    </form>
  );
}
