import { createSignal, createUniqueId, Show } from 'solid-js';
import LinkIcon from '~icons/lucide/link';
import { Button } from '../../../components/ui/button.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { TextInput } from '../../../components/ui/text-input.tsx';
import type { ConnectionForm } from './connection-form.ts';
import { filledBy, parseConnectionUrl, withUrl } from './connection-url.ts';

/** Takes a connection URL apart into the fields. It is read here and never kept, since there may be a password in it. */
export function UrlPaste(props: { form: ConnectionForm }) {
  const id = createUniqueId();
  const [isOpen, setOpen] = createSignal(false);
  const [fault, setFault] = createSignal<string>();
  const [filled, setFilled] = createSignal<string>();
  let input: HTMLInputElement | undefined;
  let toggle!: HTMLButtonElement;

  const turn = () => {
    setOpen(!isOpen());
    setFault(undefined);
    setFilled(undefined);
    input?.focus();
  };
  const read = (text: string): boolean => {
    const found = parseConnectionUrl(text);
    if (!found) {
      setFault('No connection URL of any of these types, such as postgres://user@host:5432/database');
      return false;
    }
    props.form.edit(withUrl(props.form.values, found));
    setOpen(false);
    setFault(undefined);
    setFilled(`Filled in from the URL: ${filledBy(found)}.`);
    toggle.focus();
    return true;
  };
  const onPaste = (event: ClipboardEvent) => {
    if (read(event.clipboardData?.getData('text') ?? '')) event.preventDefault();
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
    if (event.key !== 'Enter' || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    read(event.currentTarget.value);
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
          Paste a connection URL
        </Button>
      </div>
      <div id={id} class={isOpen() || filled() ? 'mt-7 mb-3' : undefined}>
        <Show when={isOpen()}>
          <Field
            label="Connection URL"
            error={fault()}
            hint="Or a jdbc: URL. Its password goes into its field, nowhere else."
          >
            {(control) => (
              <TextInput
                {...control}
                ref={input}
                mono
                placeholder="postgres://user:password@host:5432/database"
                onPaste={onPaste}
                onKeyDown={onKeyDown}
                onInput={() => setFault(undefined)}
              />
            )}
          </Field>
        </Show>
        <p role="status" class="text-ok text-xs">
          {filled()}
        </p>
      </div>
    </>
  );
}
