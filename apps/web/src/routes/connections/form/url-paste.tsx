import { readConnectionText } from '@portolan/contract/connection-text';
import { createSignal, createUniqueId, Show } from 'solid-js';
import LinkIcon from '~icons/lucide/link';
import { Button } from '../../../components/ui/button.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { TextInput } from '../../../components/ui/text-input.tsx';
import type { ConnectionForm } from './connection-form.ts';
import { filledBy, leftOut, textDraft } from './text-draft.ts';
import { t } from './url-texts.ts';

interface UrlPasteProps {
  form: ConnectionForm;
  /** Hands out the reader, for what is pasted into another field; it says whether it took the text. */
  ref(read: (text: string) => boolean): void;
}

/** Takes a connection URL apart into the fields. It is read here and never kept, since there may be a password in it. */
export function UrlPaste(props: UrlPasteProps) {
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  const [filled, setFilled] = createSignal<{ filled: string; left: string }>();
  let input: HTMLInputElement | undefined;
  let toggle!: HTMLButtonElement;

  const turn = () => {
    setOpen(!isOpen());
    setFault(undefined);
    setFilled(undefined);
    input?.focus();
  };
  const read = (text: string): boolean => {
    const reading = readConnectionText(text);
    if (!reading) return false;
    setFilled(undefined);
    if ('refused' in reading) {
      setOpen(true);
      setFault(t().refused(t().reason(reading.refused)));
      input?.focus();
      return true;
    }
    const { found } = reading;
    props.form.edit(textDraft(found, props.form.values));
    setOpen(false);
    setFault(undefined);
    setFilled({ filled: filledBy(found), left: leftOut(found) });
    toggle.focus();
    return true;
  };
  props.ref(read);
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text') ?? '';
    // What is no whole text may be a part of one that is being put together.
    if (!read(text)) return;
    event.preventDefault();
    if (isOpen() && input) input.value = text.trim();
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
    if (event.key !== 'Enter' || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    if (!read(event.currentTarget.value)) setFault(t().unknown);
  };

  return (
    <>
      <div class="relative -mb-6 flex justify-end">
        <Button
          ref={toggle}
          size="sm"
          variant="ghost"
          class="-mr-2 text-accent-fg"
          aria-expanded={isOpen()}
          aria-controls={isOpen() ? id : undefined}
          onClick={turn}
        >
          <LinkIcon class="size-3.5" aria-hidden="true" />
          {t().paste}
        </Button>
      </div>
      <div id={id} class={isOpen() || filled() ? 'mt-7 mb-3' : undefined}>
        <Show when={isOpen()}>
          <Field label={t().label} error={fault()} hint={t().hint}>
            {(control) => (
              <TextInput
                {...control}
                ref={input}
                mono
                data-secret=""
                placeholder={t().example}
                onPaste={onPaste}
                onKeyDown={onKeyDown}
                onInput={() => setFault(undefined)}
              />
            )}
          </Field>
        </Show>
        <div role="status" class="text-xs">
          <Show when={filled()}>
            {(told) => (
              <>
                <p class="text-ok">{t().filled(told().filled)}</p>
                <Show when={told().left}>
                  <p class="mt-1 break-words text-warn">{t().left(told().left)}</p>
                </Show>
              </>
            )}
          </Show>
        </div>
      </div>
    </>
  );
}
